import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Db, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { searchDocument } from '#tests/support/search-documents.ts'
import type { LearnedPair } from '../words/learn-pairs.ts'
import { PRODUCT_SYNONYMS } from '../words/product-synonyms.ts'
import { isSameGroup, type SynonymGroup } from '../words/synonyms.ts'
import { groupsInForce, productGroups } from './knowledge.server.ts'
import { markPair, type PairState, storedPairs, storePairs } from './pairs.server.ts'
import { searchEmbedded } from './search.server.ts'
import { readState } from './state.server.ts'
import { addGroup, removeGroup } from './synonyms.server.ts'
import { putDocument } from './write.server.ts'

const now = Number(NOW)

function shelf(db: Db, ...titles: string[]): Db {
  inTransaction(db, (tx) => {
    for (const nl of titles) {
      putDocument(tx, searchDocument(nl, { title: { nl, en: '' }, publishedAt: 0 }))
    }
  })
  return db
}

const ask = (db: Db, q: string) =>
  searchEmbedded(db, { q, facets: {}, sort: 'best', page: 1, pageSize: 10, now, count: [] })
const add = (db: Db, ...group: string[]) => inTransaction(db, (tx) => addGroup(tx, group, NOW))
const remove = (db: Db, ...group: string[]) => inTransaction(db, (tx) => removeGroup(tx, group, NOW))
const store = (db: Db, ...pairs: LearnedPair[]) => inTransaction(db, (tx) => storePairs(tx, pairs))
const mark = (db: Db, nl: string, en: string, state: PairState) =>
  inTransaction(db, (tx) => markPair(tx, nl, en, state))
const inForce = (db: Db, group: SynonymGroup) => groupsInForce(db).filter((one) => isSameGroup(one, group)).length
const rows = (db: Db) => prepared(db, 'SELECT sides, state FROM search_synonym ORDER BY sides').raw().all()

function pair(nl: string, en: string, dice = 0.9): LearnedPair {
  return { nl, en, together: 9, nlAlone: 10, enAlone: 10, dice }
}

test('a database without a word of an editor has the groups of the product, all of them', () => {
  expect(groupsInForce(freshDatabase())).toHaveLength(PRODUCT_SYNONYMS.length)
})

test('an added group leads to each of its sides at once, and no more after it is taken out', () => {
  const db = shelf(freshDatabase(), 'Imkerij', 'Bijenkast bouwen')
  expect(ask(db, 'apiary').ids).toEqual([])
  add(db, 'imkerij', 'apiary', 'bijenkast bouwen')
  expect([...ask(db, 'apiary').ids].sort()).toEqual(['Bijenkast bouwen', 'Imkerij'])
  expect([...ask(db, 'Imkerij').ids].sort()).toEqual(['Bijenkast bouwen', 'Imkerij'])
  expect([remove(db, 'Apiary', 'bijenkast bouwen', 'imkerij'), rows(db)]).toEqual([true, []])
  expect(ask(db, 'apiary').ids).toEqual([])
})

test('adding a group again, in another order or with accents, leaves it there once', () => {
  const db = freshDatabase()
  add(db, 'imkerij', 'apiary')
  add(db, 'Apiary', 'ímkerij')
  expect([inForce(db, ['imkerij', 'apiary']), rows(db)]).toEqual([1, [['Apiary;ímkerij', 'added']]])
})

test('a group of the product is taken out and back, and leaves no trace', () => {
  const db = shelf(freshDatabase(), 'Vacancy')
  const group = productGroups().find((one) => one.includes('vacature')) ?? []
  expect(ask(db, 'vacature').ids).toEqual(['Vacancy'])
  expect(remove(db, ...[...group].reverse())).toBe(true)
  expect([inForce(db, group), groupsInForce(db).length]).toEqual([0, productGroups().length - 1])
  expect(ask(db, 'vacature').ids).toEqual([])
  expect(remove(db, ...group)).toBe(false)
  add(db, ...group)
  expect([inForce(db, group), rows(db), ask(db, 'vacature').ids]).toEqual([1, [], ['Vacancy']])
})

test('adding a group of the product that is in force changes nothing', () => {
  const db = freshDatabase()
  const group = productGroups()[0] ?? []
  add(db, ...group)
  expect([inForce(db, group), rows(db)]).toEqual([1, []])
})

test('a group that is not there cannot be taken out', () => {
  const db = freshDatabase()
  expect(remove(db, 'imkerij', 'apiary')).toBe(false)
  expect([rows(db), readState(db, 'synonyms-version')]).toEqual([[], ''])
})

test('a change of words is undone with its transaction, and another connection sees it at commit', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-synonyms-'))
  const first = openDatabase(path.join(folder, 'koers.sqlite'))
  const second = openDatabase(path.join(folder, 'koers.sqlite'))
  try {
    shelf(first, 'Imkerij')
    const fail = () =>
      inTransaction(first, (tx): void => {
        addGroup(tx, ['imkerij', 'apiary'], NOW)
        storePairs(tx, [pair('imkerij', 'beekeeping')])
        expect([ask(tx, 'apiary').ids, ask(tx, 'beekeeping').ids]).toEqual([['Imkerij'], ['Imkerij']])
        throw new Error('undone on purpose')
      })
    expect(fail).toThrow('undone on purpose')
    for (const db of [first, second]) expect([ask(db, 'apiary').ids, ask(db, 'beekeeping').ids]).toEqual([[], []])
    inTransaction(first, (tx) => {
      addGroup(tx, ['imkerij', 'apiary'], NOW)
      expect(ask(second, 'apiary').ids).toEqual([])
    })
    expect([ask(first, 'apiary').ids, ask(second, 'apiary').ids]).toEqual([['Imkerij'], ['Imkerij']])
  } finally {
    for (const db of [first, second]) db.$client.close()
    rmSync(folder, { recursive: true })
  }
})

test('a learned pair leads both ways, a refused one neither, and the surest come first', () => {
  const db = shelf(freshDatabase(), 'Imkerij', 'Beekeeping')
  store(db, pair('dak', 'roof', 0.5), pair('imkerij', 'beekeeping'))
  expect(storedPairs(db).map(({ nl }) => nl)).toEqual(['imkerij', 'dak'])
  for (const q of ['imkerij', 'beekeeping']) expect(ask(db, q).ids, q).toHaveLength(2)
  expect(mark(db, 'imkerij', 'beekeeping', 'refused')).toBe(true)
  for (const q of ['imkerij', 'beekeeping']) expect(ask(db, q).ids, q).toHaveLength(1)
  expect(mark(db, 'imkerij', 'beekeeping', 'learned')).toBe(true)
  expect(ask(db, 'imkerij').ids).toHaveLength(2)
})

test('what was learned is replaced by what is learned next; what an editor said stays, with the new evidence', () => {
  const db = freshDatabase()
  store(db, pair('imkerij', 'beekeeping'), pair('dak', 'roof'), pair('bij', 'bee'))
  mark(db, 'imkerij', 'beekeeping', 'kept')
  mark(db, 'dak', 'roof', 'refused')
  store(db, { ...pair('dak', 'roof', 0.7), together: 3 }, pair('honing', 'honey', 0.8))
  const said = storedPairs(db).map(({ nl, state, dice, together }) => [nl, state, dice, together])
  expect(said).toEqual([
    ['imkerij', 'kept', 0.9, 9],
    ['honing', 'learned', 0.8, 9],
    ['dak', 'refused', 0.7, 3],
  ])
  store(db)
  expect(storedPairs(db).map(({ nl }) => nl)).toEqual(['imkerij', 'dak'])
  mark(db, 'imkerij', 'beekeeping', 'learned')
  store(db)
  expect(storedPairs(db).map(({ nl }) => nl)).toEqual(['dak'])
})

test('a pair that was not learned cannot be marked, and that changes no version', () => {
  const db = freshDatabase()
  store(db, pair('dak', 'roof'))
  const version = readState(db, 'synonyms-version')
  expect([mark(db, 'roof', 'dak', 'kept'), mark(db, 'dak', 'x', 'refused')]).toEqual([false, false])
  expect(readState(db, 'synonyms-version')).toBe(version)
  expect([mark(db, 'dak', 'roof', 'kept'), readState(db, 'synonyms-version')]).toEqual([true, `${Number(version) + 1}`])
})

test('an editor’s word counts before a learned one, a kept pair as much as an editor’s', () => {
  const rank = (work: (db: Db) => void) => {
    const db = shelf(freshDatabase(), 'Honing', 'Imkerij')
    work(db)
    return ask(db, 'apiary').ids
  }
  const both = (db: Db) => store(db, pair('honing', 'apiary', 0.4), pair('imkerij', 'apiary', 0.5))
  expect(rank(both)).toEqual(['Imkerij', 'Honing'])
  expect(rank((db) => [both(db), add(db, 'honing', 'apiary')])).toEqual(['Honing', 'Imkerij'])
  expect(rank((db) => [both(db), mark(db, 'honing', 'apiary', 'kept')])).toEqual(['Honing', 'Imkerij'])
})
