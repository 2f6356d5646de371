import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLease } from '#app/platform/jobs/lease.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type FakeMeili, startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import {
  build,
  handClock,
  held,
  optionsFor,
  rebuildNow,
  shelf,
  wanted,
  written,
} from '#tests/support/meilisearch/portal.ts'
import { holdServer } from './lease.server.ts'
import { FEED, waitingState } from './state.server.ts'

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

test('the first turn builds the index: settings before documents, everything marked as sent', async () => {
  const { shelved } = await fed()
  expect(held(server)).toEqual(wanted(shelved))
  expect(waitingState(shelved.db).waiting).toBe(0)
  const order = server.requests.filter((one) => one.includes('catalogue_new') || one.includes('swap'))
  expect(order.slice(0, 5)).toEqual([
    'DELETE /indexes/catalogue_new',
    'PATCH /indexes/catalogue_new/settings',
    'POST /indexes/catalogue_new/documents',
    'GET /indexes/catalogue_new/stats',
    'POST /swap-indexes',
  ])
  expect(server.store.indexes.has('catalogue_new')).toBe(false)
})

test('new words and synonyms reach the settings after some minutes, and only when they differ', async () => {
  const { shelved, feed, clock } = await fed()
  const patches = () => server.requests.filter((one) => one === 'PATCH /indexes/catalogue/settings').length
  shelved.put(written('d', 'Loopbaangesprek'), written('e', 'Gesprek'))
  await feed.tick()
  expect(patches()).toBe(0)
  clock.move(5 * 60_000)
  await feed.tick()
  expect(patches()).toBe(0)
  shelved.put(written('f', 'Loopbaan'))
  await feed.tick()
  clock.move(5 * 60_000)
  await feed.tick()
  expect(patches()).toBe(1)
  expect(server.store.indexes.get('catalogue')!.settings.synonyms).toMatchObject({
    gesprek: expect.arrayContaining(['loopbaangesprek']),
  })
})

test('what changes while the index is built anew stays in the outbox and follows', async () => {
  const { shelved, options, clock, feed } = await fed()
  let changed = false
  const during = () => {
    if (changed) return
    changed = true
    shelved.put(written('a', 'Intussen anders'), written('z', 'Intussen nieuw'))
    shelved.remove('b')
  }
  expect(await rebuildNow(shelved.parts(options, clock.read), during)).toBe(4)
  expect(waitingState(shelved.db).waiting).toBe(2)
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 2 })
  expect(held(server)).toEqual(wanted(shelved))
})

test('a build that fails leaves the index in use as it was, and what it left behind is cleared away by the next', async () => {
  const { shelved, options, clock } = await fed()
  const before = held(server)
  server.store.failDocumentsWith = 'internal'
  await expect(rebuildNow(shelved.parts(options, clock.read))).rejects.toThrow('internal')
  expect(held(server)).toEqual(before)
  expect(server.store.indexes.has('catalogue_new')).toBe(true)
  server.store.failDocumentsWith = null
  expect(await rebuildNow(shelved.parts(options, clock.read))).toBe(3)
  expect(server.store.indexes.has('catalogue_new')).toBe(false)
})

test('a large catalogue goes in batches, and the portal answers in between', async () => {
  const { shelved, options, clock } = await fed()
  shelved.put(...Array.from({ length: 1_200 }, (_, number) => written(`more-${number}`, `Meer ${number}`)))
  const seen: number[] = []
  let answered = 0
  const other = setInterval(() => answered++, 1)
  expect(await rebuildNow(shelved.parts(options, clock.read), (done) => seen.push(done))).toBe(1_203)
  clearInterval(other)
  expect(seen).toEqual([500, 1_000, 1_203])
  expect(answered).toBeGreaterThan(0)
  expect(held(server)).toEqual(wanted(shelved))
})

test('what changes while the server is held goes once, with the rebuild, and not with the feed of the portal', async () => {
  const { shelved, options, clock, feed } = await fed()
  const sends = () => server.requests.filter((one) => /^POST \/indexes\/\w+\/documents$/.test(one)).length
  const before = sends()
  const held = await holdServer(shelved.parts(options, clock.read))
  shelved.put(written('a', 'Opnieuw'), written('b', 'Opnieuw'), written('c', 'Opnieuw'))
  expect(await feed.tick()).toEqual({ did: 'busy' })
  // Longer than a lease: as long as nobody else took it, it is still ours.
  clock.move(5 * 60_000)
  expect(await held?.rebuild()).toBe(3)
  held?.release()
  expect(await feed.tick()).toEqual({ did: 'nothing' })
  expect(sends() - before).toBe(1)
})

test('a rebuild waits for another process to end its turn, and not for ever', async () => {
  const { shelved, options, clock } = await fed()
  const waits: number[] = []
  const wait = async (ms: number) => {
    waits.push(ms)
    clock.move(ms)
  }
  const parts = { ...shelved.parts(options, clock.read), wait }
  const keep = () => {
    const now = clock.read()
    inTransaction(shelved.db, (tx) => takeLease(tx, { ...FEED, holder: 'another', now, until: now + 60_000 }))
  }
  keep()
  const keeps = async (ms: number) => {
    clock.move(ms)
    keep()
  }
  expect(await rebuildNow({ ...parts, wait: keeps })).toBeNull()
  // It ended without giving the lease back.
  expect(await rebuildNow(parts)).toBe(3)
  expect(waits).toHaveLength(60)
})
