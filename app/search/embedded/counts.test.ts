import { expect, test } from 'vitest'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { oneOf, seeded, someOf } from '#tests/support/random.ts'
import { type SearchDocument, type SearchQuery, SORTS } from '../search-engine.ts'
import { searchEmbedded } from './search.server.ts'
import { putDocument } from './write.server.ts'

// Search held against a plain count over a list, on random offers and random choices.

const now = Number(NOW)
const DAY = 86_400_000
const VALUES: Record<string, string[]> = {
  theme: ['research', 'teaching', 'leadership', 'languages', 'wellbeing'],
  unit: ['law', 'science', 'hr'],
  format: ['online', 'on-campus'],
  language: ['nl', 'en'],
}
const WORDS = ['data', 'feedback', 'leidinggeven', 'schrijven', 'databeheer', 'mentor']
const FACETS = [...Object.keys(VALUES), 'when', 'open']
const CHOICES: Record<string, string[]> = { ...VALUES, when: ['week', 'month', 'quarter', 'any-time'], open: ['yes'] }

function randomDocument(random: () => number, number: number): SearchDocument {
  const days = (count: number) =>
    Array.from({ length: Math.floor(random() * count) }, () => now + Math.round((random() * 150 - 30) * DAY))
  return {
    id: `offer-${number}`,
    title: { nl: someOf(random, WORDS, 0.3).join(' '), en: '' },
    summary: { nl: '', en: someOf(random, WORDS, 0.1).join(' ') },
    body: { nl: someOf(random, WORDS, 0.1).join(' '), en: '' },
    labels: [],
    facets: Object.fromEntries(Object.entries(VALUES).map(([facet, values]) => [facet, someOf(random, values, 0.35)])),
    starts: days(4),
    openUntil: days(3),
    anyTime: random() < 0.2,
    visibleFrom: random() < 0.1 ? now + DAY : 0,
    visibleUntil: random() < 0.1 ? now : now + 400 * DAY,
    publishedAt: now - Math.floor(random() * 50) * DAY,
  }
}

function valuesOf(document: SearchDocument, facet: string): string[] {
  if (facet === 'open') return document.openUntil.some((until) => until > now) ? ['yes'] : []
  if (facet !== 'when') return [...(document.facets[facet] ?? [])]
  const wait = Math.min(...document.starts.filter((start) => start > now)) - now
  const within = Object.entries({ week: 7, month: 31, quarter: 92 }).flatMap(([name, most]) =>
    wait <= most * DAY ? [name] : [],
  )
  return document.anyTime ? [...within, 'any-time'] : within
}

function fits(document: SearchDocument, facets: SearchQuery['facets'], apart?: string): boolean {
  return Object.entries(facets).every(
    ([facet, chosen]) =>
      facet === apart || chosen.length === 0 || valuesOf(document, facet).some((value) => chosen.includes(value)),
  )
}

function holds(document: SearchDocument, word: string): boolean {
  const text = `${document.title.nl} ${document.summary.en} ${document.body.nl}`
  return text.split(' ').some((one) => one.startsWith(word))
}

function countedPlainly(documents: ReadonlyArray<SearchDocument>, { q, facets }: SearchQuery) {
  const searched = q.split(' ').filter(Boolean)
  const seen = documents.filter(({ visibleFrom, visibleUntil }) => visibleFrom <= now && now < visibleUntil)
  const all = seen.filter((document) => searched.every((word) => holds(document, word)))
  const counts = Object.fromEntries(
    FACETS.map((facet) => {
      const rest = all.filter((document) => fits(document, facets, facet))
      const perValue = (CHOICES[facet] ?? []).map(
        (value) => [value, rest.filter((one) => valuesOf(one, facet).includes(value)).length] as const,
      )
      return [facet, Object.fromEntries(perValue.filter(([, count]) => count > 0))]
    }),
  )
  return {
    ids: all
      .filter((document) => fits(document, facets))
      .map(({ id }) => id)
      .sort(),
    counts,
  }
}

test('results and counts are those of a plain count, for 600 random combinations of filters and words', () => {
  const random = seeded(7)
  const db = freshDatabase()
  const documents = Array.from({ length: 150 }, (_, number) => randomDocument(random, number))
  inTransaction(db, (tx) => {
    for (const document of documents) putDocument(tx, document)
  })
  let notEmpty = 0
  for (let round = 0; round < 600; round++) {
    const query: SearchQuery = {
      q: random() < 0.5 ? '' : someOf(random, WORDS, 0.2).slice(0, 2).join(' '),
      facets: Object.fromEntries(
        someOf(random, FACETS, 0.3).map((facet) => [facet, someOf(random, CHOICES[facet] ?? [], 0.5)]),
      ),
      sort: oneOf(random, SORTS),
      page: 1,
      pageSize: 200,
      now,
      count: FACETS,
    }
    const answer = searchEmbedded(db, query)
    const plain = countedPlainly(documents, query)
    const asked = JSON.stringify(query)
    expect([...answer.ids].sort(), asked).toEqual(plain.ids)
    expect(answer.total, asked).toBe(plain.ids.length)
    expect(answer.counts, asked).toEqual(plain.counts)
    if (plain.ids.length > 0) notEmpty++
  }
  expect(notEmpty).toBeGreaterThan(300)
})

test('choosing a value that is counted gives exactly as many results', () => {
  const random = seeded(11)
  const db = freshDatabase()
  const documents = Array.from({ length: 80 }, (_, number) => randomDocument(random, number))
  inTransaction(db, (tx) => {
    for (const document of documents) putDocument(tx, document)
  })
  const query: SearchQuery = {
    q: '',
    facets: { format: ['online'] },
    sort: 'best',
    page: 1,
    pageSize: 10,
    now,
    count: FACETS,
  }
  for (const [facet, counts] of Object.entries(searchEmbedded(db, query).counts)) {
    for (const [value, count] of Object.entries(counts)) {
      expect(
        searchEmbedded(db, { ...query, facets: { ...query.facets, [facet]: [value] } }).total,
        `${facet}=${value}`,
      ).toBe(count)
    }
  }
})
