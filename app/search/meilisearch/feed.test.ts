import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLease } from '#app/platform/jobs/lease.server.ts'
import { contextFor, jobHost } from '#app/platform/jobs/run-job.server.ts'
import { startJobs } from '#app/platform/jobs/start-jobs.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, transactionNumber } from '#db/transaction.server.ts'
import { type FakeMeili, startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import { finishTasks } from '#tests/support/meilisearch/fake-tasks.ts'
import { build, handClock, held, optionsFor, shelf, wanted, written } from '#tests/support/meilisearch/portal.ts'
import { builtAs, FEED, remember, rememberedState, waitingState } from './state.server.ts'
import { meiliStatus } from './status.server.ts'
import { feedJob, searchFeed } from './worker.server.ts'

let server: FakeMeili
beforeEach(async () => {
  server = await startFakeMeili()
})
afterEach(() => server.goDown())

async function fed() {
  const shelved = shelf(written('a', 'Een'), written('b', 'Twee'), written('c', 'Drie'))
  const clock = handClock()
  const options = optionsFor(server)
  return { shelved, clock, options, feed: await build(shelved, options, clock.read) }
}

test('changes go as one batch, several changes of a document as one, a removed one as a removal', async () => {
  const { shelved, feed } = await fed()
  const sends = () => server.requests.filter((one) => one === 'POST /indexes/catalogue/documents').length
  shelved.put(written('a', 'Eerst'), written('d', 'Vier'))
  shelved.put(written('a', 'Nog eens'))
  shelved.remove('b')
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 3 })
  expect(sends()).toBe(1)
  expect(held(server)).toEqual(wanted(shelved))
  expect(Object.keys(held(server))).toEqual(['a', 'c', 'd'])
  expect(server.store.indexes.get('catalogue')!.documents.get('a')!.title).toEqual({ nl: 'nog eens', en: '' })
})

test('an offer that cannot be read any more is taken out of the index', async () => {
  const { shelved, options, clock } = await fed()
  shelved.put(written('a', 'Anders'))
  const feed = searchFeed({ ...shelved.parts(options, clock.read), readDocuments: () => [] })
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 1 })
  expect(Object.keys(held(server))).toEqual(['b', 'c'])
})

test('with nothing to do it asks nothing and writes nothing', async () => {
  const { feed, shelved, clock } = await fed()
  clock.move(61_000)
  expect(await feed.tick()).toEqual({ did: 'nothing' })
  const asked = server.requests.length
  const changes = Number(prepared(shelved.db, 'SELECT total_changes()').pluck().get())
  clock.move(2_000)
  expect(await feed.tick()).toEqual({ did: 'nothing' })
  expect(server.requests.length).toBe(asked)
  expect(prepared(shelved.db, 'SELECT total_changes()').pluck().get()).toBe(changes)
})

test('a task that fails leaves everything in the outbox; it is tried again, later each time', async () => {
  const { shelved, feed, clock } = await fed()
  shelved.put(written('a', 'Anders'))
  server.store.failDocumentsWith = 'internal'
  expect(await feed.tick()).toEqual({ did: 'failed', code: 'internal' })
  expect(waitingState(shelved.db).waiting).toBe(1)
  expect(rememberedState(shelved.db, 'error')).toBe('internal')
  expect(await feed.tick()).toEqual({ did: 'waiting' })
  clock.move(2_000)
  expect(await feed.tick()).toEqual({ did: 'failed', code: 'internal' })
  clock.move(2_000)
  expect(await feed.tick()).toEqual({ did: 'waiting' })
  clock.move(2_000)
  server.store.failDocumentsWith = null
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 1 })
  expect(held(server)).toEqual(wanted(shelved))
  expect(rememberedState(shelved.db, 'error')).toBe('')
})

test('a document that changes while its task runs stays in the outbox', async () => {
  const { shelved, options, clock } = await fed()
  shelved.put(written('a', 'Anders'))
  const parts = shelved.parts(options, clock.read)
  let changed = false
  const feed = searchFeed({
    ...parts,
    readDocuments(db, ids) {
      const documents = parts.readDocuments(db, ids)
      if (!changed) queueMicrotask(() => shelved.put(written('a', 'Intussen')))
      changed = true
      return documents
    },
  })
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 2 })
  expect(held(server)).toEqual(wanted(shelved))
  expect(server.store.indexes.get('catalogue')!.documents.get('a')!.title).toEqual({ nl: 'intussen', en: '' })
})

test('after a stop in the middle the same batch goes again, and the index is the same', async () => {
  const { shelved, options, clock } = await fed()
  shelved.put(written('a', 'Anders'))
  const stopping = new AbortController()
  const parts = shelved.parts(options, clock.read)
  const first = searchFeed(
    {
      ...parts,
      readDocuments(db, ids) {
        stopping.abort()
        return parts.readDocuments(db, ids)
      },
    },
    stopping.signal,
  )
  expect(await first.tick()).toEqual({ did: 'stopped' })
  expect(waitingState(shelved.db).waiting).toBe(1)
  finishTasks(server.store)
  expect(await searchFeed(parts).tick()).toEqual({ did: 'fed', documents: 1 })
  expect(held(server)).toEqual(wanted(shelved))
})

function leaseOfAnother(db: Db, now: number, ms: number): void {
  inTransaction(db, (tx) => takeLease(tx, { ...FEED, holder: 'another', now, until: now + ms }))
}

test('one process at a time works on the server, and one that vanished does not keep the others', async () => {
  const { shelved, options, clock } = await fed()
  shelved.put(written('a', 'Anders'))
  leaseOfAnother(shelved.db, clock.read(), 60_000)
  const feed = searchFeed(shelved.parts(options, clock.read))
  expect(await feed.tick()).toEqual({ did: 'busy' })
  clock.move(61_000)
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 1 })
})

test('while the server is away nothing is lost; when it is back the index equals the database', async () => {
  const { shelved, feed, clock, options } = await fed()
  await server.goDown()
  shelved.put(written('a', 'Anders'), written('e', 'Vijf'))
  shelved.remove('c')
  expect(await feed.tick()).toEqual({ did: 'failed', code: 'unreachable' })
  expect(await meiliStatus(shelved.db, options, clock.read())).toMatchObject({
    reachable: false,
    error: 'unreachable',
    waiting: 3,
    live: 3,
  })
  await server.comeBack()
  clock.move(30_000)
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 3 })
  expect(held(server)).toEqual(wanted(shelved))
  expect(await meiliStatus(shelved.db, options, clock.read())).toMatchObject({
    reachable: true,
    error: '',
    version: '1.50.0',
    documents: 3,
    live: 3,
    waiting: 0,
    built: true,
  })
})

test.each(['hangs', 'html', 'empty', 'busy', 'drops', 'redirects'] as const)(
  'a turn never throws when the server %s',
  async (way) => {
    const { shelved, options, clock } = await fed()
    shelved.put(written('a', 'Anders'))
    server.behave(way)
    const stopping = new AbortController()
    const feed = searchFeed(shelved.parts(options, clock.read), stopping.signal)
    const turn = feed.tick()
    if (way === 'hangs') await server.goDown()
    expect((await turn).did).toBe('failed')
    expect(waitingState(shelved.db).waiting).toBe(1)
    if (way === 'hangs') await server.comeBack()
  },
)

test('a started feed stops when it is told to, also while it waits', async () => {
  const { shelved, options } = await fed()
  const parts = shelved.parts(options)
  const job = feedJob({ ...parts, options: () => options })
  const running = startJobs(
    jobHost(shelved.db, () => new Date()),
    [job],
  )
  const turn = job.run(contextFor(shelved.db, FEED, new Date(), new AbortController().signal))
  await running.stop()
  await turn
  expect(held(server)).toEqual(wanted(shelved))
})

const changesOf = (db: Db) => Number(prepared(db, 'SELECT total_changes()').pluck().get())

test('five minutes with nothing to do write nothing, though the index is counted', async () => {
  const { feed, shelved, clock } = await fed()
  const changes = changesOf(shelved.db)
  const asked = server.requests.length
  for (let time = 0; time < 150; time++) {
    clock.move(2_000)
    expect(await feed.tick()).toEqual({ did: 'nothing' })
  }
  expect(changesOf(shelved.db)).toBe(changes)
  expect(server.requests.slice(asked)).toEqual(Array(5).fill('GET /indexes/catalogue/stats'))
})

test.each([true, false])(
  'a server that is away costs one write for every try, also when something waits: %s',
  async (waits) => {
    const { feed, shelved, clock } = await fed()
    if (waits) shelved.put(written('a', 'Anders'))
    await server.goDown()
    let tries = 0
    for (let time = 0; time < 150; time++) {
      clock.move(2_000)
      const moments = transactionNumber()
      const { did } = await feed.tick()
      expect(transactionNumber() - moments).toBe(did === 'failed' ? 1 : 0)
      if (did === 'failed') tries++
    }
    expect(tries).toBeGreaterThan(5)
    expect(tries).toBeLessThan(16)
    await server.comeBack()
    clock.move(30_000)
    expect(await feed.tick()).toEqual(waits ? { did: 'fed', documents: 1 } : { did: 'nothing' })
    expect(rememberedState(shelved.db, 'error')).toBe('')
  },
)

test('a turn with work takes the lease once', async () => {
  const { feed, shelved, clock } = await fed()
  clock.move(2_000)
  shelved.put(written('a', 'Anders'))
  const moments = transactionNumber()
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 1 })
  // The lease, since when it waits, what was sent, that nothing waits any more, and the lease again.
  expect(transactionNumber() - moments).toBe(5)
})

test('a feed whose lease was taken in the middle of its turn does not wait as after a failure', async () => {
  const { shelved, options, clock } = await fed()
  shelved.put(written('a', 'Anders'))
  const parts = shelved.parts(options, clock.read)
  const feed = searchFeed({
    ...parts,
    readDocuments(db, ids) {
      clock.move(61_000)
      leaseOfAnother(db, clock.read(), 5_000)
      return parts.readDocuments(db, ids)
    },
  })
  expect(await feed.tick()).toEqual({ did: 'busy' })
  expect([rememberedState(shelved.db, 'retryAt'), rememberedState(shelved.db, 'error')]).toEqual(['0', ''])
  clock.move(6_000)
  expect(await searchFeed(parts).tick()).toEqual({ did: 'fed', documents: 1 })
})

test('an index that is deleted just after a doubt is there again within a minute', async () => {
  const { feed, shelved, clock } = await fed()
  remember(shelved.db, { doubt: 'wrong_answer' })
  expect((await feed.tick()).did).toBe('reconciled')
  remember(shelved.db, { doubt: 'wrong_answer' })
  clock.move(2_000)
  await feed.tick()
  server.store.indexes.delete('catalogue')
  const began = clock.read()
  for (let did = ''; did !== 'rebuilt' && clock.read() - began <= 60_000; did = (await feed.tick()).did)
    clock.move(2_000)
  expect(clock.read() - began).toBeLessThanOrEqual(60_000)
  expect(held(server)).toEqual(wanted(shelved))
})

test('an index that another server has is not taken for ours; the address itself is not kept', async () => {
  const { shelved, options, clock } = await fed()
  const other = await startFakeMeili()
  try {
    const secret = other.url.replace('//', '//user:secret@')
    expect(builtAs({ ...options, url: secret })).not.toMatch(/secret|127/)
    const feed = searchFeed(shelved.parts({ ...options, url: other.url }, clock.read))
    expect(await feed.tick()).toEqual({ did: 'rebuilt', documents: 3 })
    expect(held(other)).toEqual(wanted(shelved))
  } finally {
    await other.goDown()
  }
})

test('the status tells of a key that may not search, and of a feed that is behind', async () => {
  const { shelved, options, clock, feed } = await fed()
  const status = (searchKey?: string) => meiliStatus(shelved.db, { ...options, searchKey }, clock.read())
  expect(await status()).toMatchObject({ searchError: '', behind: false })
  expect(await status('wrong')).toMatchObject({
    reachable: true,
    documents: 3,
    error: '',
    searchError: 'invalid_api_key',
  })
  shelved.put(written('a', 'Anders'))
  server.store.failDocumentsWith = 'internal'
  await feed.tick()
  expect(await status()).toMatchObject({ behind: false, waiting: 1 })
  clock.move(61_000)
  expect(await status()).toMatchObject({ behind: true, ageMs: 61_000, error: 'internal' })
})
