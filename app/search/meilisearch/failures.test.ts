import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { log } from '#app/platform/log.server.ts'
import { BAD_WAYS, type FakeMeili, startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import { build, handClock, optionsFor, query, shelf, written } from '#tests/support/meilisearch/portal.ts'
import { embeddedSearch } from '../embedded/search.server.ts'
import { meilisearchEngine } from './engine.server.ts'
import { rememberedState } from './state.server.ts'

vi.mock(import('#app/platform/log.server.ts'), () => ({ log: vi.fn() }))

let server: FakeMeili
beforeEach(async () => {
  server = await startFakeMeili()
})
afterEach(() => server.goDown())

const asked = query('leiderschap', { count: ['theme', 'when'], pageSize: 3 })
const MOST_MS = 1_200

async function portal() {
  const shelved = shelf(
    ...Array.from({ length: 5 }, (_, number) =>
      written(`lead-${number}`, `Leiderschap ${number}`, { facets: { theme: [number % 2 ? 'a' : 'b'] } }),
    ),
  )
  const clock = handClock()
  const options = optionsFor(server)
  const feed = await build(shelved, options, clock.read)
  const fallback = embeddedSearch(shelved.db)
  const engine = meilisearchEngine({ db: shelved.db, options, fallback, clock: clock.read })
  return { shelved, clock, feed, engine, options, wanted: await fallback.search(asked) }
}

/** Lets what nobody waits for come to its end: a question to the server on the same machine. */
async function untilProbed(state: () => string): Promise<void> {
  for (let turn = 0; turn < 200 && state() === 'open'; turn++) await new Promise((resolve) => setImmediate(resolve))
}

test.each(BAD_WAYS)(
  'when the server %s, the reader gets the embedded answer soon, and at once from the third time on',
  async (way) => {
    const { engine, wanted } = await portal()
    expect((await engine.search(asked)).total).toBe(5)
    server.behave(way)
    const began = performance.now()
    expect(await engine.search(asked)).toEqual(wanted)
    expect(performance.now() - began).toBeLessThan(MOST_MS)
    expect(await engine.search(asked)).toEqual(wanted)
    expect(engine.state()).toBe('open')
    const before = server.requests.length
    expect(await Promise.all(Array.from({ length: 20 }, () => engine.search(asked)))).toEqual(Array(20).fill(wanted))
    expect(server.requests.length).toBe(before)
  },
)

test.each(BAD_WAYS)('asking whether a server that %s is well again never ends the portal', async (way) => {
  const { engine, wanted, clock } = await portal()
  const unhandled: unknown[] = []
  const note = (error: unknown) => unhandled.push(error)
  process.on('unhandledRejection', note)
  try {
    server.behave(way)
    for (let time = 0; time < 2; time++) await engine.search(asked)
    clock.move(10_000)
    expect(await engine.search(asked)).toEqual(wanted)
    await untilProbed(engine.state)
    expect(unhandled).toEqual([])
  } finally {
    process.off('unhandledRejection', note)
  }
})

test('a server that is down, and one that comes back, go unnoticed by the reader', async () => {
  const { engine, wanted, clock } = await portal()
  await server.goDown()
  for (let time = 0; time < 3; time++) expect(await engine.search(asked)).toEqual(wanted)
  expect(engine.state()).toBe('open')
  clock.move(10_000)
  expect(await engine.search(asked)).toEqual(wanted)
  await server.comeBack()
  clock.move(10_000)
  expect(await engine.search(asked)).toEqual(wanted)
  await untilProbed(engine.state)
  const before = server.requests.length
  expect([...(await engine.search(asked)).ids].sort()).toHaveLength(3)
  expect(server.requests.length).toBeGreaterThan(before)
  expect(engine.state()).toBe('closed')
})

test('a server that says it is well but fails again is left alone at once', async () => {
  const { engine, wanted, clock } = await portal()
  server.behave('wrong types')
  for (let time = 0; time < 2; time++) await engine.search(asked)
  clock.move(10_000)
  await engine.search(asked)
  await untilProbed(engine.state)
  expect(engine.state()).toBe('closed')
  expect(await engine.search(asked)).toEqual(wanted)
  expect(engine.state()).toBe('open')
})

test('an index that lost its documents does not say "nothing found"', async () => {
  const { engine, wanted } = await portal()
  server.store.indexes.get('catalogue')!.documents.clear()
  expect(await engine.search(asked)).toEqual(wanted)
})

test('an index that is gone is not asked again, and the feed builds it anew', async () => {
  const { engine, wanted, feed, shelved } = await portal()
  server.store.indexes.delete('catalogue')
  for (let time = 0; time < 2; time++) expect(await engine.search(asked)).toEqual(wanted)
  expect(rememberedState(shelved.db, 'doubt')).toBe('index_not_found')
  expect(rememberedState(shelved.db, 'built')).toBe('')
  expect(await feed.tick()).toEqual({ did: 'rebuilt', documents: 5 })
  expect(rememberedState(shelved.db, 'doubt')).toBe('')
})

test('a wrong key is a failure like any other', async () => {
  const { shelved, options, wanted } = await portal()
  const engine = meilisearchEngine({
    db: shelved.db,
    options: { ...options, searchKey: 'wrong' },
    fallback: embeddedSearch(shelved.db),
  })
  for (let time = 0; time < 2; time++) expect(await engine.search(asked)).toEqual(wanted)
  expect(engine.state()).toBe('open')
})

test('results that lag too far behind are worse than the embedded ones', async () => {
  const { engine, wanted, clock, shelved, feed } = await portal()
  shelved.put(written('other', 'Iets anders'))
  expect(engine.state()).toBe('closed')
  clock.move(61_000)
  expect(engine.state()).toBe('behind')
  expect(await engine.search(asked)).toEqual(wanted)
  expect(await feed.tick()).toEqual({ did: 'fed', documents: 1 })
  expect(engine.state()).toBe('closed')
  shelved.put(...Array.from({ length: 201 }, (_, number) => written(`new-${number}`, 'Nieuw')))
  expect(engine.state()).toBe('behind')
})

test('whoever asks how it stands makes the portal ask a server that was left alone: nobody has to search', async () => {
  const { engine, clock } = await portal()
  await server.goDown()
  for (let time = 0; time < 2; time++) await engine.search(asked)
  await server.comeBack()
  expect(engine.state()).toBe('open')
  clock.move(10_000)
  expect(engine.state()).toBe('open')
  await untilProbed(engine.state)
  expect(engine.state()).toBe('closed')
})

test('asking how it stands never throws, also without a database', async () => {
  const { engine, shelved } = await portal()
  shelved.db.$client.close()
  expect(engine.state()).toBe('open')
})

test('an error of the embedded engine is not a failure of the server', async () => {
  const { shelved, options } = await portal()
  const fallback = { ...embeddedSearch(shelved.db), search: () => Promise.reject(new Error('the database')) }
  const engine = meilisearchEngine({ db: shelved.db, options, fallback })
  for (let time = 0; time < 3; time++)
    await expect(engine.search(query('kwantummechanica'))).rejects.toThrow('the database')
  expect(engine.state()).toBe('closed')
})

test('a key that is refused all day is told of a few times', async () => {
  const { shelved, options, clock } = await portal()
  const fallback = embeddedSearch(shelved.db)
  const engine = meilisearchEngine({
    db: shelved.db,
    options: { ...options, searchKey: 'wrong' },
    fallback,
    clock: clock.read,
  })
  vi.mocked(log).mockClear()
  for (let time = 0; time < 20; time++) {
    await engine.search(asked)
    clock.move(10_000)
    engine.state()
    await untilProbed(engine.state)
  }
  const told = vi.mocked(log).mock.calls.map(([level, , fields]) => [level, fields?.code, fields?.count])
  expect(told).toEqual([1, 2, 4, 8, 16].map((count) => ['error', 'invalid_api_key', count]))
})
