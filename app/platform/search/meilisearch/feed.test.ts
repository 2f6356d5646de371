import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepared } from '#db/prepare.server.ts'
import { type FakeMeili, startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import { finishTasks } from '#tests/support/meilisearch/fake-tasks.ts'
import { build, handClock, held, optionsFor, shelf, wanted, written } from '#tests/support/meilisearch/portal.ts'
import { remembered, waitingState } from './state.server.ts'
import { meiliStatus } from './status.server.ts'
import { rebuildNow, searchFeed, startSearchFeed } from './worker.server.ts'

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
  expect(remembered(shelved.db, 'error')).toBe('internal')
  expect(await feed.tick()).toEqual({ did: 'waiting' })
  clock.move(2_000)
  expect(await feed.tick()).toEqual({ did: 'failed', code: 'internal' })
  clock.move(2_000)
  expect(await feed.tick()).toEqual({ did: 'waiting' })
  clock.move(2_000)
  server.store.failDocumentsWith = null
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 1 })
  expect(held(server)).toEqual(wanted(shelved))
  expect(remembered(shelved.db, 'error')).toBe('')
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

test('one process at a time works on the server, and one that vanished does not keep the others', async () => {
  const { shelved, options, clock } = await fed()
  shelved.put(written('a', 'Anders'))
  prepared(shelved.db, "UPDATE search_state SET value = ? WHERE name = 'meili-lease'").run(
    `someone ${clock.read() + 60_000}`,
  )
  const feed = searchFeed(shelved.parts(options, clock.read))
  expect(await feed.tick()).toEqual({ did: 'busy' })
  expect(await rebuildNow(shelved.parts(options, clock.read))).toEqual({ ok: false, problem: 'busy' })
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
  const running = startSearchFeed(shelved.parts(options))
  await running.stop()
})
