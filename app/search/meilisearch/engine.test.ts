import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FakeMeili, startFakeMeili } from '#tests/support/meilisearch/fake-server.ts'
import {
  build,
  DAY,
  FOREVER,
  handClock,
  now,
  optionsFor,
  query,
  shelf,
  written,
} from '#tests/support/meilisearch/portal.ts'
import { embeddedSearch } from '../embedded/search.server.ts'
import type { SearchQuery } from '../search-engine.ts'
import { meilisearchEngine } from './engine.server.ts'

let server: FakeMeili
beforeEach(async () => {
  server = await startFakeMeili()
})
afterEach(() => server.goDown())

const catalogue = () =>
  shelf(
    written('lead', 'Leiderschap in teams', {
      facets: { theme: ['leadership', 'teams'], kind: ['training'] },
      starts: [now + DAY],
      openUntil: [now + DAY],
    }),
    written('lead-later', 'Leiderschap voor gevorderden', {
      facets: { theme: ['leadership'], kind: ['training'] },
      starts: [now - DAY, now + 60 * DAY],
      publishedAt: now - 3 * DAY,
    }),
    written('coach', 'Leiderschap en coaching', {
      facets: { theme: ['coaching'], kind: ['coaching'] },
      anyTime: true,
      openUntil: [FOREVER],
      publishedAt: now - 2 * DAY,
    }),
    written('data', 'Data verzamelen', { facets: { theme: ['research'], kind: ['training'] } }),
    written('hidden', 'Leiderschap van morgen', { visibleFrom: now + DAY }),
    written('over', 'Leiderschap van gisteren', { visibleUntil: now }),
  )

async function bothAnswer(asked: SearchQuery) {
  const shelved = catalogue()
  const clock = handClock()
  const options = optionsFor(server)
  await build(shelved, options, clock.read)
  const fallback = embeddedSearch(shelved.db)
  let times = 0
  const counted = { ...fallback, search: (one: SearchQuery) => fallback.search(one).finally(() => times++) }
  const engine = meilisearchEngine({ db: shelved.db, options, fallback: counted, clock: clock.read })
  const meili = await engine.search(asked)
  // Only for an empty result does the embedded engine have the last word.
  expect(times).toBe(meili.total === 0 ? 1 : 0)
  return { meili, embedded: await fallback.search(asked) }
}

test.each([
  ['a word', query('leiderschap')],
  ['a word and all counts', query('leiderschap', { count: ['theme', 'kind', 'when', 'open', 'no-such', 'nosuch'] })],
  ['a choice', query('leiderschap', { facets: { theme: ['leadership'] }, count: ['theme', 'kind'] })],
  [
    'two choices of one facet',
    query('leiderschap', { facets: { theme: ['teams', 'coaching'] }, count: ['theme', 'kind', 'when'] }),
  ],
  [
    'choices of two facets',
    query('leiderschap', { facets: { theme: ['leadership'], kind: ['coaching'] }, count: ['theme', 'kind', 'open'] }),
  ],
  [
    'what starts this week or at any time',
    query('leiderschap', { facets: { when: ['week', 'any-time'] }, count: ['when', 'theme', 'open'] }),
  ],
  [
    'what starts this quarter: both bounds hold for the same start',
    query('leiderschap', { facets: { when: ['quarter'] }, count: ['when'] }),
  ],
  ['what is open', query('leiderschap', { facets: { open: ['yes'] }, count: ['open', 'when'] })],
  ['a later moment', query('leiderschap', { now: now + 2 * DAY, count: ['when', 'open'] })],
  ['a page behind the last', query('leiderschap', { page: 7 })],
  ['nothing', query('kwantummechanica', { count: ['theme'] })],
  ['a choice that hides everything', query('data', { facets: { theme: ['coaching'] }, count: ['theme'] })],
  [
    'a choice that hides what has all words',
    query('data verzamelen', { facets: { theme: ['coaching'] }, count: ['theme'] }),
  ],
])('both engines say the same of %s', async (_, asked) => {
  const { meili, embedded } = await bothAnswer(asked)
  expect({ ...meili, ids: [...meili.ids].sort(), near: [...meili.near].sort() }).toEqual({
    ...embedded,
    ids: [...embedded.ids].sort(),
    near: [...embedded.near].sort(),
  })
})

test('what misses a word stands below a short result, and is the result when nothing has all words', async () => {
  const short = await bothAnswer(query('leiderschap coaching', { count: ['kind'] }))
  expect(short.meili).toMatchObject({
    ids: ['coach'],
    near: ['lead', 'lead-later'],
    total: 1,
    relaxed: false,
    counts: { kind: { coaching: 1 } },
  })
  const relaxed = await bothAnswer(query('leiderschap kwantummechanica', { count: ['kind'] }))
  expect(relaxed.meili).toMatchObject({
    total: 3,
    relaxed: true,
    near: [],
    counts: { kind: { coaching: 1, training: 2 } },
  })
  expect([...relaxed.meili.ids].sort()).toEqual([...relaxed.embedded.ids].sort())
})

test('pages follow each other without a gap or a double', async () => {
  const pages = await Promise.all(
    [1, 2, 3].map(async (page) => (await bothAnswer(query('leiderschap', { page, pageSize: 2 }))).meili),
  )
  expect(pages.map(({ ids }) => ids.length)).toEqual([2, 1, 0])
  expect(new Set(pages.flatMap(({ ids }) => ids)).size).toBe(3)
})

test.each([
  ['no words', query('')],
  ['signs only', query('***')],
  ['another order', query('leiderschap', { sort: 'soonest' })],
  ['words that were meant as typed', query('leiderschap', { asTyped: true })],
  [
    'a value that can only be typed into an address',
    query('leiderschap', { facets: { theme: ['x" OR visibleFrom > 0'] } }),
  ],
  ['a value ending in a backslash', query('leiderschap', { facets: { theme: ['x\\'] } })],
  ['a facet that is none', query('leiderschap', { facets: { 'visibleFrom <= 0 OR x': ['y'] } })],
  ['a moment that is none', query('leiderschap', { facets: { when: ['tomorrow'] } })],
])('the embedded engine answers %s, and the server hears nothing of it', async (_, asked) => {
  const shelved = catalogue()
  const options = optionsFor(server)
  await build(shelved, options)
  const before = server.requests.length
  const fallback = embeddedSearch(shelved.db)
  const engine = meilisearchEngine({ db: shelved.db, options, fallback })
  expect(await engine.search(asked)).toEqual(await fallback.search(asked))
  expect(server.requests.slice(before)).toEqual([])
})

test('a document that was taken out a moment ago is not shown, also while the index still has it', async () => {
  const shelved = catalogue()
  const options = optionsFor(server)
  await build(shelved, options)
  shelved.remove('lead')
  shelved.put(written('lead-later', 'Leiderschap voor gevorderden', { visibleFrom: now + DAY }))
  const engine = meilisearchEngine({ db: shelved.db, options, fallback: embeddedSearch(shelved.db) })
  expect((await engine.search(query('leiderschap'))).ids).toEqual(['coach'])
  expect(engine.state()).toBe('closed')
})

test('an index that is not built yet, or for another layout, is not asked', async () => {
  const shelved = catalogue()
  const options = optionsFor(server)
  const fallback = embeddedSearch(shelved.db)
  const engine = meilisearchEngine({ db: shelved.db, options, fallback })
  expect(engine.state()).toBe('not-built')
  expect(await engine.search(query('leiderschap'))).toEqual(await fallback.search(query('leiderschap')))
  expect(server.requests).toEqual([])
  await build(shelved, options)
  expect(engine.state()).toBe('closed')
  expect(meilisearchEngine({ db: shelved.db, options: { ...options, index: 'other' }, fallback }).state()).toBe(
    'not-built',
  )
})

test('whatever is typed, the server takes the question and nothing is thrown', async () => {
  const shelved = catalogue()
  const options = optionsFor(server)
  await build(shelved, options)
  const engine = meilisearchEngine({ db: shelved.db, options, fallback: embeddedSearch(shelved.db) })
  for (const q of [
    '"leiderschap',
    '-leiderschap',
    'leiderschap" OR 1=1 --',
    'a\\"b',
    'leiderschap\u0000\ud800',
    'x'.repeat(100_000),
    'woord '.repeat(5_000),
    'C# & R&O / ıØß',
  ])
    expect((await engine.search(query(q, { count: ['theme', 'when'] }))).total, q.slice(0, 20)).toBeGreaterThanOrEqual(
      0,
    )
  expect(engine.state()).toBe('closed')
})
