import { expect, test } from 'vitest'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { searchDocument } from '#tests/support/search-documents.ts'
import { type SearchDocument, type SearchQuery, SORTS } from '../search-engine.ts'
import { searchEmbedded } from './search.server.ts'
import { putDocument } from './write.server.ts'

const now = Number(NOW)

function written(id: string, nl: string, parts: Partial<SearchDocument> = {}): SearchDocument {
  return searchDocument(id, { title: { nl, en: '' }, ...parts })
}

function shelf(...documents: SearchDocument[]): Db {
  const db = freshDatabase()
  inTransaction(db, (tx) => {
    for (const document of documents) putDocument(tx, document)
  })
  return db
}

function ask(db: Db, q: string, query: Partial<SearchQuery> = {}) {
  return searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 10, now, count: ['kind'], ...query })
}

const training = { facets: { kind: ['training'] } }
const event = { facets: { kind: ['event'] } }

test('below a short page stands what misses one word, best first, in neither total nor counts', () => {
  const db = shelf(
    written('all', 'Data beheer', training),
    written('body', 'Iets', { ...event, body: { nl: 'data', en: '' } }),
    written('title', 'Data', event),
    written('none', 'Schrijven', event),
  )
  const answer = ask(db, 'data beheer')
  expect(answer).toMatchObject({ ids: ['all'], near: ['title', 'body'], total: 1, relaxed: false })
  expect(answer.counts).toEqual({ kind: { training: 1 } })
})

test('near results keep to the filters, the clock and the room on the page', () => {
  const db = shelf(
    written('all', 'Data beheer', training),
    written('one', 'Data', training),
    written('two', 'Beheer', training),
    written('other', 'Data leren', event),
    written('hidden', 'Data', { ...training, visibleFrom: now + 1 }),
  )
  expect([...ask(db, 'data beheer', { facets: { kind: ['training'] } }).near].sort()).toEqual(['one', 'two'])
  expect(ask(db, 'data beheer', { pageSize: 2 }).near).toHaveLength(1)
  expect(ask(db, 'data beheer', { pageSize: 1 }).near).toEqual([])
})

test('there are no near results for one word, for no words, when the words are relaxed already, or in another order', () => {
  const db = shelf(written('all', 'Data beheer leren'), written('two', 'Data beheer'), written('one', 'Data'))
  for (const q of ['data', '', '***']) expect(ask(db, q).near, q).toEqual([])
  expect(ask(db, 'data imkerij')).toMatchObject({ relaxed: true, near: [] })
  for (const sort of SORTS) expect(ask(db, 'data beheer leren', { sort }).near.length > 0, sort).toBe(sort === 'best')
})

test('an empty result by a filter is not relaxed, and names words that resemble the query', () => {
  const db = shelf(written('all', 'Data beheer', training), written('one', 'Data', event))
  expect(ask(db, 'data beheer', { facets: { kind: ['event'] } })).toMatchObject({ ids: [], relaxed: false, total: 0 })
})

test('nothing is said to be relaxed when what misses one word cannot be seen yet', () => {
  const db = shelf(written('seen', 'Schrijven'), written('hidden', 'Imkerij', { visibleFrom: now + 1 }))
  expect(ask(db, 'imkerij zzzzqqqq')).toMatchObject({ ids: [], total: 0, relaxed: false })
})

test('an empty result names the words of the index that resemble what was typed, at most five', () => {
  const db = shelf(written('a', 'Glasblazen'), ...[1, 2, 3, 4, 5, 6].map((n) => written(`w${n}`, `weefgetouw${n}`)))
  expect(ask(db, 'glasxxxzen').closest).toEqual(['glasblazen'])
  expect(ask(db, 'wexxgetouw').closest.length).toBe(5)
  expect([ask(db, 'qqqqqq').closest, ask(db, '***').closest, ask(db, 'glasblazen').closest]).toEqual([[], [], []])
})

test('a typing error is mended and said, unless somebody means what was typed', () => {
  const db = shelf(written('a', 'Leidinggeven'))
  expect(ask(db, 'leidinggevne')).toMatchObject({ ids: ['a'], corrected: 'leidinggeven' })
  expect([...ask(db, 'leidinggevne').marks.words]).toContain('leidinggeven')
  const meant = ask(db, 'leidingevne', { asTyped: true })
  expect(meant).toMatchObject({ corrected: null })
  expect([...meant.marks.words]).not.toContain('leidinggeven')
})

test('what is marked is every form that answered: forms, synonyms, beginnings', () => {
  const db = shelf(written('a', 'Schrijven en schrijft', { body: { nl: 'vacature', en: 'writing' } }))
  const { words, beginnings } = ask(db, 'schrijven').marks
  expect([...words]).toEqual(expect.arrayContaining(['schrijven', 'schrijft', 'writing']))
  expect([...words]).not.toContain('vacature')
  expect(beginnings).toContain('schrijven')
  expect(ask(db, '').marks).toEqual({ words: new Set(), beginnings: [] })
})

test('the language of the page only decides between equals', () => {
  const db = shelf(
    written('nl', 'Coaching', { publishedAt: now - 2 }),
    written('en', '', { title: { nl: '', en: 'Coaching' }, publishedAt: now - 3 }),
    written('both', '', { title: { nl: 'Coaching', en: 'Coaching' }, publishedAt: now - 4 }),
    written('better', 'Coaching coaching', { title: { nl: 'Coaching', en: 'Coaching' }, publishedAt: now - 1 }),
  )
  const ids = (language?: 'nl' | 'en') => ask(db, 'coaching', language ? { language } : {}).ids
  expect(ids('nl')).toEqual(['better', 'nl', 'both', 'en'])
  expect(ids('en')).toEqual(['better', 'en', 'both', 'nl'])
  expect(ids()).toEqual(['better', 'nl', 'en', 'both'])
  for (const language of ['nl', 'en'] as const) {
    expect(ask(db, 'coaching', { language }).total).toBe(4)
    expect(ask(db, '', { language }).ids).toEqual(ask(db, '').ids)
    expect(ask(db, 'coaching', { language, sort: 'newest' }).ids).toEqual(['better', 'nl', 'en', 'both'])
  }
})

test('a better match in the other language goes before a lesser one in the language of the page', () => {
  const db = shelf(
    written('title', '', { title: { nl: '', en: 'Feedback' } }),
    written('body', 'Iets', { body: { nl: 'feedback', en: '' } }),
  )
  expect(ask(db, 'feedback', { language: 'nl' }).ids).toEqual(['title', 'body'])
})
