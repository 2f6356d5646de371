import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { indexedWords } from '#app/platform/text/fold.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { seeded, someOf } from '#tests/support/random.ts'
import { searchDocument } from '#tests/support/search-documents.ts'
import type { SearchDocument, SearchQuery } from '../search-engine.ts'
import { isKnown, placesOf } from '../words/lexicon.ts'
import { currentKnowledge } from './knowledge.server.ts'
import { refreshingWords } from './refresh-words.server.ts'
import { searchEmbedded } from './search.server.ts'
import { readState } from './state.server.ts'
import { emptyIndex, indexedIds, putDocument, removeDocument } from './write.server.ts'

const now = Number(NOW)

function written(id: string, parts: Partial<SearchDocument> = {}): SearchDocument {
  return searchDocument(id, { title: { nl: id, en: '' }, ...parts })
}

const titled = (id: string, nl: string, en = '') => written(id, { title: { nl, en } })

function put(db: Db, ...documents: SearchDocument[]): void {
  inTransaction(db, (tx) => {
    for (const document of documents) putDocument(tx, document)
  })
}

const remove = (db: Db, ...ids: string[]) =>
  inTransaction(db, (tx): void => {
    for (const id of ids) removeDocument(tx, id)
  })

function ask(db: Db, q: string, query: Partial<SearchQuery> = {}) {
  return searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 100, now, count: [], ...query })
}

const stored = (db: Db) => prepared(db, 'SELECT term FROM search_term ORDER BY term').pluck().all()
const knows = (db: Db, word: string) => isKnown(currentKnowledge(db).lexicon, word)
const refresh = (db: Db) => [...refreshingWords(db)]

function twoConnections(): { first: Db; second: Db; close: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-words-'))
  const first = openDatabase(path.join(folder, 'koers.sqlite'))
  const second = openDatabase(path.join(folder, 'koers.sqlite'))
  const close = () => {
    for (const db of [first, second]) db.$client.close()
    rmSync(folder, { recursive: true })
  }
  return { first, second, close }
}

test('the words of an offer are known with it, and where they stand and in which language', () => {
  const db = freshDatabase()
  put(
    db,
    written('a', {
      title: { nl: 'Loopbaan', en: 'Career' },
      summary: { nl: 'kort', en: 'short' },
      body: { nl: 'lang loopbaan', en: '' },
      labels: ['R&O'],
    }),
  )
  const rows = prepared(db, 'SELECT term, places, languages FROM search_term ORDER BY term').raw().all()
  expect(rows).toEqual([
    ['career', 1, 2],
    ['kort', 2, 1],
    ['lang', 4, 1],
    ['loopbaan', 5, 1],
    ['ro', 2, 3],
    ['short', 2, 2],
  ])
})

test('words of an offer that is not saved after all are neither in the vocabulary nor in memory', () => {
  const db = freshDatabase()
  put(db, titled('kept', 'Loopbaan'))
  expect(knows(db, 'loopbaan')).toBe(true)
  const fail = () =>
    inTransaction(db, (tx): void => {
      putDocument(tx, titled('undone', 'Imkerij'))
      putDocument(tx, written('kept', { title: { nl: 'Loopbaan', en: '' }, body: { nl: 'loopbaan', en: '' } }))
      expect([ask(tx, 'imkerjj').corrected, knows(tx, 'imkerij')]).toEqual(['imkerij', true])
      throw new Error('undone on purpose')
    })
  expect(fail).toThrow('undone on purpose')
  expect([stored(db), knows(db, 'imkerij')]).toEqual([['loopbaan'], false])
  expect(placesOf(currentKnowledge(db).lexicon, 'loopbaan')).toBe(1)
  expect(ask(db, 'imkerjj').corrected).toBeNull()
  // The next word gets the number of the undone one.
  put(db, titled('next', 'Glasblazen'))
  expect([knows(db, 'imkerij'), ask(db, 'glasblzen').corrected]).toEqual([false, 'glasblazen'])
})

test('another connection understands new words as soon as they are saved, and not before', () => {
  const { first, second, close } = twoConnections()
  try {
    put(first, titled('a', 'Loopbaan'))
    expect(ask(second, 'imkerjj').corrected).toBeNull()
    inTransaction(first, (tx) => {
      putDocument(tx, titled('b', 'Imkerij'))
      putDocument(tx, titled('c', 'Informatiebeveiliging'))
      expect([ask(second, 'imkerjj').corrected, ask(second, 'beveiliging').ids]).toEqual([null, []])
    })
    expect(ask(second, 'imkerjj')).toMatchObject({ corrected: 'imkerij', ids: ['b'] })
    expect(ask(second, 'beveiliging').ids).toEqual(['c'])
    put(second, titled('d', 'Glasblazen'))
    expect(ask(first, 'glasblzen').ids).toEqual(['d'])
    remove(second, 'd')
    refresh(second)
    expect(ask(first, 'glasblzen')).toMatchObject({ corrected: null, ids: [] })
  } finally {
    close()
  }
})

test('a word whose offers are gone is forgotten at the next count, also by a process that knew it', () => {
  const { first, second, close } = twoConnections()
  try {
    put(first, titled('a', 'Loopbaan'), titled('b', 'Imkerij loopbaan'))
    expect([knows(first, 'imkerij'), knows(second, 'imkerij')]).toEqual([true, true])
    remove(first, 'b')
    refresh(first)
    expect(stored(first)).toEqual(['loopbaan'])
    expect([knows(first, 'imkerij'), knows(second, 'imkerij')]).toEqual([false, false])
    put(first, titled('b', 'Imkerij'))
    expect([ask(second, 'imkerij').ids, knows(second, 'imkerij')]).toEqual([['b'], true])
  } finally {
    close()
  }
})

test('a word saved while the words are being counted is understood by another process at once', () => {
  const { first, second, close } = twoConnections()
  try {
    put(first, titled('a', 'Loopbaan'), titled('b', 'Zeilen'))
    expect(ask(second, 'zeilen').ids).toEqual(['b'])
    remove(first, 'b')
    const counting = refreshingWords(first)
    counting.next()
    // It gets the number of the forgotten word.
    put(first, titled('c', 'Glasblazen'))
    expect(ask(second, 'glasblzen').ids).toEqual(['c'])
    for (const _ of counting);
  } finally {
    close()
  }
})

test('a changed offer forgets the words it no longer has, and only those', () => {
  const db = freshDatabase()
  put(db, titled('a', 'Oud woord'), titled('b', 'Ander woord'))
  put(db, titled('a', 'Nieuw'))
  refresh(db)
  expect(stored(db)).toEqual(['ander', 'nieuw', 'woord'])
})

const WORDS = ['data', 'feedback', 'leidinggeven', 'schrijven', 'burn-out', 'mentor', 'café', 'c#']

test('documents are counted as a plain count over the texts, after many changes', () => {
  const random = seeded(12)
  const db = freshDatabase()
  const live = new Map<string, SearchDocument>()
  const some = () => someOf(random, WORDS, 0.3).join(' ')
  for (let round = 0; round < 400; round++) {
    const id = `offer-${Math.floor(random() * 60)}`
    if (random() < 0.3) {
      remove(db, id)
      live.delete(id)
      continue
    }
    const document = written(id, {
      title: { nl: some(), en: some() },
      summary: { nl: some(), en: '' },
      body: { nl: some(), en: some() },
      labels: someOf(random, WORDS, 0.1),
    })
    put(db, document)
    live.set(id, document)
    if (round === 200) refresh(db)
  }
  refresh(db)
  const plain = new Map<string, number>()
  const fields: Array<(one: SearchDocument) => string> = [
    ({ title }) => `${title.nl} ${title.en}`,
    ({ summary, labels }) => `${summary.nl} ${summary.en} ${labels.join(' · ')}`,
    ({ body }) => `${body.nl} ${body.en}`,
  ]
  for (const field of fields) {
    const counts = new Map<string, number>()
    for (const one of live.values())
      for (const word of new Set(indexedWords(field(one)))) counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const [word, count] of counts) plain.set(word, Math.max(plain.get(word) ?? 0, count))
  }
  const counted = prepared(db, 'SELECT term, documents FROM search_term ORDER BY term').raw().all()
  expect(counted).toEqual([...plain].sort(([a], [b]) => (a < b ? -1 : 1)))
  expect(plain.size).toBe(10)
})

test('counting tells how far it is, and lets every process read the words again', () => {
  const db = freshDatabase()
  put(db, titled('many', Array.from({ length: 2_500 }, (_, number) => `woord${number}`).join(' ')))
  const before = Number(readState(db, 'words-version'))
  const told = refresh(db)
  expect(told.map(({ done }) => done)).toEqual([1_000, 2_000, 2_500, 2_500, 2_500, 2_500])
  expect(new Set(told.map(({ total }) => total))).toEqual(new Set([2_500]))
  expect(Number(readState(db, 'words-version'))).toBe(before + 1)
  refresh(freshDatabase())
})

test('an emptied index holds no word, and is filled again', () => {
  const db = freshDatabase()
  put(db, titled('a', 'Loopbaan'))
  inTransaction(db, (tx) => emptyIndex(tx))
  expect([stored(db), ask(db, '').total, indexedIds(db)]).toEqual([[], 1, ['a']])
  put(db, titled('a', 'Loopbaan'))
  expect(ask(db, 'loopbaan').ids).toEqual(['a'])
})

test('a word of more than sixty letters is no word to be understood by, but is found', () => {
  const db = freshDatabase()
  const long = 'x'.repeat(61)
  put(db, titled('a', `${long} ${'y'.repeat(60)}`))
  expect(stored(db)).toEqual(['y'.repeat(60)])
  expect(ask(db, 'y'.repeat(40)).ids).toEqual(['a'])
})
