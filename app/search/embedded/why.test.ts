import { expect, test } from 'vitest'
import { readSearchDocuments } from '#app/features/catalogue/search-documents.queries.server.ts'
import { learnFromOffers } from '#app/features/search/learn-words.server.ts'
import { indexedWords } from '#app/platform/text/fold.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { demoDatabase, freshDatabase, NOW } from '#tests/support/database.ts'
import { searchDocument } from '#tests/support/search-documents.ts'
import type { SearchDocument } from '../search-engine.ts'
import type { MatchType } from '../words/match-types.ts'
import { refreshingWords } from './refresh-words.server.ts'
import { searchEmbedded } from './search.server.ts'
import { type Why, whyFound } from './why.server.ts'
import { indexedIds, putDocument } from './write.server.ts'

const now = Number(NOW)
const db = demoDatabase()
for (const _ of refreshingWords(db));
learnFromOffers(db, NOW)
const ids = indexedIds(db)
const documents = new Map(readSearchDocuments(db, ids).map((document) => [document.id, document]))

const search = (q: string) =>
  searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 1_000, now, count: [] })

function whyOf(q: string, id: string): Why {
  const why = whyFound(db, q, id, now)
  if (!why) throw new Error(`${id} is not in the index`)
  return why
}

const QUERIES = [
  'leidinggeven',
  'leidinggevenden',
  'leiderschap',
  'leadership',
  'feedback geven',
  'giving feedback',
  'loopbaan advies',
  'loopbaanadvies',
  'career advice',
  'vacature',
  'vacancy data',
  'data',
  'd',
  'dat',
  'presenteren',
  'presentatie',
  'presentation skills',
  'promovendi',
  'phd',
  'mentor',
  'mentorng',
  'leidinggevne',
  'schrijven academisch',
  'academic writing',
  'werkdruk stress',
  'burn-out',
  'advies',
  'gesprek',
  'loopbaangesprekken',
  'van collega naar leidinggevende',
  'an academic mentor outside your own group',
  'data steward bij de faculteit geneeskunde',
  'lunchlezing beleid',
  'onderwijs taal nederlands engels',
  'r&o gesprek',
  'coaching voor postdocs',
]

test.each(QUERIES)('the sum told for each offer is the one that ranks it: %s', (q) => {
  const { ids: ranked, near } = search(q)
  expect(ranked.length).toBeGreaterThan(0)
  for (const list of [ranked, near]) {
    const totals = list.map((id) => whyOf(q, id).total)
    for (const [place, total] of totals.entries())
      expect(total, `${q}: place ${place + 1}`).toBeLessThanOrEqual((totals[place - 1] ?? total) + 1e-5)
  }
})

test.each(QUERIES)('the parts told add up to the sum, and a result answers every idea: %s', (q) => {
  const { ids: ranked, relaxed } = search(q)
  for (const id of ranked) {
    const { reasons, title, literal, total } = whyOf(q, id)
    const worths = reasons.map(({ found }) => found?.worth ?? 0)
    expect(worths.reduce((sum, worth) => sum + worth, title + literal)).toBeCloseTo(total, 10)
    const missing = reasons.filter(({ found, isWeak }) => !found && !isWeak).length
    expect(missing > 0, id).toBe(relaxed)
    for (const { found, isWeak } of reasons) {
      if (!found) continue
      expect(found.worth).toBeCloseTo(found.weight * found.rare * (isWeak ? 0.3 : 1) - found.off, 10)
      expect(found.rare).toBeGreaterThan(1)
    }
  }
})

function textOf({ title, summary, body, labels }: SearchDocument, field: string): string {
  if (field === 'search_title') return `${title.nl} · ${title.en}`
  if (field === 'search_middle') return `${summary.nl} · ${summary.en} · ${labels.join(' · ')}`
  return `${body.nl} · ${body.en}`
}

test('each reason names a word that stands in that part of the offer, and at its beginning when it says so', () => {
  const ways = new Set<MatchType>()
  const fields = new Set<string>()
  for (const q of QUERIES) {
    for (const id of [...search(q).ids, ...search(q).near]) {
      const document = documents.get(id)
      if (!document) throw new Error(id)
      for (const { typed, found } of whyOf(q, id).reasons) {
        if (!found) continue
        const asked = `${q}: ${typed} → ${found.words.join(' ')} in ${id}`
        const said = indexedWords(textOf(document, found.field))
        const stands = (word: string, isLast: boolean) =>
          found.begins && isLast ? said.some((one) => one.startsWith(word)) : said.includes(word)
        for (const [place, word] of found.words.entries())
          expect(stands(word, place === found.words.length - 1), asked).toBe(true)
        if (found.isFirst) {
          const firsts = [document.title.nl, document.title.en].map((title) => indexedWords(title)[0] ?? '')
          const [word = ''] = found.words
          expect(
            firsts.some((first) => (found.begins ? first.startsWith(word) : first === word)),
            asked,
          ).toBe(true)
        }
        ways.add(found.way)
        fields.add(found.isFirst ? 'first' : found.field)
      }
    }
  }
  expect([...fields].sort()).toEqual(['first', 'search_body', 'search_middle', 'search_title'])
  const wanted: MatchType[] = [
    'whole',
    'beginning',
    'joined',
    'stem',
    'synonym',
    'learned',
    'tail',
    'family',
    'opening',
  ]
  expect([...ways]).toEqual(expect.arrayContaining(wanted))
})

test('what is no result misses an idea, and a document with all of them is a result', () => {
  for (const q of QUERIES.filter((one) => !search(one).relaxed)) {
    const ranked = new Set(search(q).ids)
    for (const id of ids) {
      const { visibleFrom = 0, visibleUntil = 0 } = documents.get(id) ?? {}
      if (visibleFrom > now || visibleUntil <= now) continue
      expect(
        whyOf(q, id).reasons.every(({ found }) => found),
        `${q} ${id}`,
      ).toBe(ranked.has(id))
    }
  }
})

test('a typing error that was mended is told, and a query without words has no reasons', () => {
  const [id = ''] = search('leidinggevne').ids
  expect(whyOf('leidinggevne', id).corrected).toBe('leidinggeven')
  expect(whyOf('', id)).toEqual({ corrected: null, reasons: [], title: 0, literal: 0, total: 0 })
})

test('an offer that the index does not hold has no why', () => {
  for (const id of ['no-such-offer', '', "' OR 1=1 --"]) expect(whyFound(db, 'data', id, now)).toBeNull()
  expect(whyFound(freshDatabase(), 'data', 'a', now)).toBeNull()
})

test('what stands in the body only is told with what that takes off, unless it is the only idea', () => {
  const small = freshDatabase()
  inTransaction(small, (tx) =>
    putDocument(
      tx,
      searchDocument('a', {
        title: { nl: 'Imkerij', en: '' },
        summary: { nl: 'honing', en: '' },
        body: { nl: 'korven', en: '' },
      }),
    ),
  )
  const off = (q: string) => whyFound(small, q, 'a', now)?.reasons.map(({ found }) => found?.off)
  expect([off('korven'), off('imkerij korven'), off('imkerij honing')]).toEqual([[0], [0, 0.5], [0, 0]])
})
