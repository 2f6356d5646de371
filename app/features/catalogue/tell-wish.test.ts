import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { done, refused } from '#app/platform/outcome.ts'
import { openDatabase } from '#db/open.server.ts'
import { wishes } from '#db/schema/catalogue.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { deleteOldWishes, saveWish } from './tell-wish.server.ts'
import { LONGEST_WISH } from './wish-rules.ts'

const wish = { language: 'nl', searched: 'bijen  houden', text: ' Een cursus over bijen.\u0000 ' } as const
const DAY = 86_400_000

test('a wish is kept with the words searched, without a person', () => {
  const db = freshDatabase()
  expect(saveWish(db, wish, NOW)).toEqual(done('kept'))
  const [row] = db.select().from(wishes).all()
  expect(row).toMatchObject({
    language: 'nl',
    searched: 'bijen houden',
    wish: 'Een cursus over bijen.',
    createdAt: Number(NOW),
  })
  expect(Object.keys(row ?? {}).sort()).toEqual(['createdAt', 'id', 'language', 'searched', 'wish'])
})

test.each([
  ['nothing', '   ', 'empty'],
  ['too much', 'x'.repeat(LONGEST_WISH + 1), 'too-long'],
] as const)('%s is refused and nothing is kept', (_, text, problem) => {
  const db = freshDatabase()
  expect(saveWish(db, { ...wish, text }, NOW)).toEqual(refused(problem))
  expect(db.select().from(wishes).all()).toEqual([])
})

test('a wish goes after a year', () => {
  const db = freshDatabase()
  saveWish(db, wish, NOW)
  saveWish(db, { ...wish, text: 'Later.' }, new Date(Number(NOW) + 366 * DAY))
  expect(
    db
      .select()
      .from(wishes)
      .all()
      .map((row) => row.wish),
  ).toEqual(['Later.'])
})

test('a day takes five hundred wishes, so that nobody fills the disk', () => {
  const db = freshDatabase()
  for (let n = 0; n < 500; n++) expect(saveWish(db, wish, NOW).ok).toBe(true)
  expect(saveWish(db, wish, NOW)).toEqual(refused('too-many'))
  expect(saveWish(db, wish, new Date(Number(NOW) + DAY + 1)).ok).toBe(true)
})

test('old wishes are forgotten without a new one, those of the last year stay', () => {
  const db = freshDatabase()
  saveWish(db, wish, NOW)
  saveWish(db, { ...wish, text: 'Later.' }, new Date(Number(NOW) + 300 * DAY))
  expect(deleteOldWishes(db, new Date(Number(NOW) + 365 * DAY))).toBe(0)
  expect(deleteOldWishes(db, new Date(Number(NOW) + 366 * DAY))).toBe(1)
  expect(db.select({ wish: wishes.wish }).from(wishes).all()).toEqual([{ wish: 'Later.' }])
})

test('while another process writes, a wish is refused as busy soon, and taken afterwards', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-wish-'))
  const file = path.join(folder, 'koers.sqlite')
  const other = openDatabase(file)
  const db = openDatabase(file, { waitMs: 50 })
  try {
    other.$client.exec('BEGIN IMMEDIATE')
    const started = performance.now()
    expect(saveWish(db, wish, NOW)).toEqual(refused('busy'))
    expect(performance.now() - started).toBeLessThan(2_000)
    other.$client.exec('ROLLBACK')
    expect(db.select().from(wishes).all()).toEqual([])
    expect(saveWish(db, wish, NOW)).toEqual(done('kept'))
  } finally {
    for (const one of [db, other]) one.$client.close()
    rmSync(folder, { recursive: true })
  }
})
