import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type Db, isBusy, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { countMisses, deleteOldMisses, frequentMisses, LEAST_SHOWN, noteMiss } from './misses.server.ts'

const TODAY = '2027-02-01'
// What waits to be counted is of the process; a test leaves nothing to the next.
afterEach(() => countMisses(freshDatabase(), TODAY))

/** Notes a search many times: within one minute that is one. */
function note(q: string): void {
  for (let time = 0; time < 5; time++) noteMiss(q, 'nl')
}

/** Notes it in so many minutes of a day, and counts after each. */
function missed(db: Db, q: string, minutes: number, day: string): void {
  for (let minute = 0; minute < minutes; minute++) {
    note(q)
    countMisses(db, day)
  }
}

function counted(db: Db, today = TODAY): Array<[string, number]> {
  countMisses(db, today)
  const rows = prepared(db, 'SELECT words, times FROM search_miss ORDER BY words').all()
  return (rows as Array<{ words: string; times: number }>).map(({ words, times }) => [words, times])
}

/** What is left after the night. */
function afterTheNight(db: Db, today = TODAY): string[] {
  countMisses(db, today)
  inTransaction(db, (tx) => deleteOldMisses(tx, today))
  return counted(db, today).map(([words]) => words)
}

test('noting writes nothing; counting writes everything at once and only once', () => {
  const db = freshDatabase()
  const before = prepared(db, 'PRAGMA data_version').pluck().get()
  note('imkerij')
  expect(frequentMisses(db, 10)).toEqual([])
  expect(prepared(db, 'PRAGMA data_version').pluck().get()).toBe(before)
  expect(counted(db)).toEqual([['imkerij', 1]])
  expect(counted(db)).toEqual([['imkerij', 1]])
})

test.each([
  'an.de.vries@lindehoven.example',
  'cursus @vries',
  '0612345678',
  '06-1234 5678',
  'bel +31 (0)6 12 34 56 78',
  'personeelsnummer 100234',
  '3511AB',
  'ik zoek hulp omdat mijn leidinggevende ziek thuis zit sinds vorig jaar',
  '',
  '   ',
  '***',
])('what is about somebody, or says nothing, is not kept: %j', (q) => {
  note(q)
  expect(counted(freshDatabase())).toEqual([])
})

test.each([
  '06–12–34–56–78',
  '06/12/34/56/78',
  '06_12_34_56_78',
  '06.12.34.56.78',
  '06·12·34·56·78',
  '０６１２３４５６７８',
])('a telephone number is not kept however it is written: %s', (q) => {
  note(q)
  expect(counted(freshDatabase())).toEqual([])
})

test('the words are kept in order of the alphabet, folded and each once, so that nothing tells who wrote them', () => {
  const db = freshDatabase()
  for (const q of ['Imkerij op het DAK', 'dak, imkerij!', 'het dak: imkérij (dak)']) noteMiss(q, 'nl')
  noteMiss('imkerij dak', 'en')
  expect(counted(db)).toEqual([
    ['dak imkerij', 1],
    ['dak imkerij', 1],
  ])
  expect(Object.keys(prepared(db, 'SELECT * FROM search_miss').get() as object)).toEqual([
    'words',
    'language',
    'times',
    'first_day',
    'last_day',
  ])
})

test('an editor sees what several searches had in common, most often first, with the first and last day', () => {
  const db = freshDatabase()
  missed(db, 'eenmaal', 1, '2027-01-30')
  missed(db, 'eenmaal', 1, TODAY)
  missed(db, 'op een dag', 9, TODAY)
  missed(db, 'imkerij', 3, '2027-01-30')
  missed(db, 'imkerij', 1, TODAY)
  missed(db, 'dak', 1, '2027-01-31')
  missed(db, 'dak', 2, TODAY)
  expect(frequentMisses(db, 10)).toEqual([
    { words: 'imkerij', language: 'nl', times: 4, firstDay: '2027-01-30', lastDay: TODAY },
    { words: 'dak', language: 'nl', times: 3, firstDay: '2027-01-31', lastDay: TODAY },
  ])
  expect(frequentMisses(db, 1).map(({ words }) => words)).toEqual(['imkerij'])
  expect(LEAST_SHOWN).toBe(3)
})

test('what was last seen more than 180 days ago is forgotten', () => {
  const db = freshDatabase()
  note('oud')
  note('jonger')
  countMisses(db, '2026-08-04')
  note('jonger')
  countMisses(db, '2026-08-05')
  note('nieuw')
  expect(afterTheNight(db)).toEqual(['jonger', 'nieuw'])
})

test('old words are forgotten also when nothing new was missed', () => {
  const db = freshDatabase()
  note('oud')
  countMisses(db, '2026-01-01')
  expect(afterTheNight(db)).toEqual([])
})

test('of more than two thousand those seen least and longest ago go first', () => {
  const db = freshDatabase()
  missed(db, 'vaak', 4, '2027-01-01')
  for (let part = 0; part < 5; part++) {
    for (let number = 0; number < 450; number++) noteMiss(`q${'abcde'[part]} x${number}`, 'nl')
    countMisses(db, `2027-01-0${part + 2}`)
  }
  const kept = afterTheNight(db)
  expect(kept).toHaveLength(2_000)
  expect(kept).toContain('vaak')
  expect(kept.filter((words) => words.startsWith('qa')).length).toBe(199)
  expect(kept.filter((words) => words.startsWith('qe'))).toHaveLength(450)
})

test('no more than two thousand different searches wait, and none of a long story', () => {
  const db = freshDatabase()
  note(`${'x'.repeat(40)} ${'y'.repeat(40)}`)
  for (let number = 0; number < 2_500; number++) noteMiss(`w${number.toString(36)}x`, 'nl')
  const rows = counted(db)
  expect(rows).toHaveLength(2_000)
  expect(rows.every(([, times]) => times === 1)).toBe(true)
})

test('what cannot be written now is counted the next time', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-misses-'))
  const other = openDatabase(path.join(folder, 'koers.sqlite'))
  const db = openDatabase(path.join(folder, 'koers.sqlite'), { waitMs: 20 })
  try {
    other.$client.exec('BEGIN IMMEDIATE')
    note('imkerij')
    let refused: unknown
    try {
      countMisses(db, TODAY)
    } catch (error) {
      refused = error
    }
    expect(isBusy(refused)).toBe(true)
    other.$client.exec('ROLLBACK')
    expect(counted(db)).toEqual([['imkerij', 1]])
  } finally {
    for (const one of [db, other]) one.$client.close()
    rmSync(folder, { recursive: true })
  }
})
