import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { kinds } from '#app/features/catalogue/kinds.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { searchEmbedded } from '#app/search/embedded/search.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { units } from '#db/schema/catalogue.ts'
import { demoDatabase, freshDatabase, NOW } from '#tests/support/database.ts'
import { prepareDemo, seedUniversity } from './demo.server.ts'
import { demoClosingDays } from './demo-closing-days.server.ts'
import { demoOfferInput, readDemoOffers, readUniversity } from './demo-files.server.ts'

const everything = {
  q: '',
  facets: {},
  sort: 'best',
  page: 1,
  pageSize: 20,
  now: Number(NOW),
  count: ['kind', 'theme', 'unit'],
} as const

test('the demo university has at least 120 offers over all kinds, themes and faculties', () => {
  const db = demoDatabase()
  const answer = searchEmbedded(db, everything)
  expect(answer.total).toBeGreaterThanOrEqual(120)
  expect(Object.keys(answer.counts.kind ?? {}).sort()).toEqual(kinds.map((kind) => kind.id).sort())
  expect(answer.counts.kind?.story).toBe(8)
  expect(Object.keys(answer.counts.theme ?? {})).toHaveLength(19)
  expect(Object.keys(answer.counts.unit ?? {}).length).toBeGreaterThanOrEqual(16)
})

test('no session of the demo is on a day on which its university is closed, whatever the day of starting', () => {
  const offers = readDemoOffers()
  for (const today of ['2026-12-01', '2027-02-01', '2027-04-05']) {
    const closed = demoClosingDays(today)
    const inputs = offers.map((offer) => demoOfferInput(offer, today, 'x.example'))
    const days = inputs.flatMap(({ sessions = [] }) => sessions.map((one) => one.days))
    expect(
      days.flat().filter(({ date }) => closed.some(({ from, until }) => from <= date && date <= (until ?? from))),
    ).toEqual([])
    for (const own of days) expect([...own].sort((a, b) => a.date.localeCompare(b.date))).toEqual(own)
  }
})

test('titles and summaries keep to the house style, in both languages', () => {
  for (const offer of readDemoOffers()) {
    for (const language of ['nl', 'en'] as const) {
      expect(offer.title[language].length, offer.title[language]).toBeLessThanOrEqual(60)
      expect(offer.summary[language].length, offer.summary[language]).toBeLessThanOrEqual(160)
    }
  }
})

test('a demo that was seeded weeks ago gets new dates, and once only', () => {
  const db = demoDatabase()
  const later = new Date(Number(NOW) + 23 * 86_400_000)
  const soon = (now: Date) => searchEmbedded(db, { ...everything, facets: { when: ['week'] }, now: Number(now) }).total
  const before = soon(NOW)
  expect(prepareDemo(db, NOW)).toBe('nothing')
  expect(prepareDemo(db, later)).toBe('moved')
  expect(prepareDemo(db, later)).toBe('nothing')
  expect(soon(new Date(Number(NOW) + 21 * 86_400_000))).toBe(before)
})

/** A connection, and another one on the same file that prepares the demo at the last moment before the first one may write. */
function twoProcesses(folder: string) {
  const file = path.join(folder, 'koers.sqlite')
  let rival: (() => void) | undefined
  const first: Db = openDatabase(file, {
    onStatement: (sql) => {
      if (sql !== 'BEGIN IMMEDIATE') return
      const act = rival
      rival = undefined
      act?.()
    },
  })
  const second = openDatabase(file)
  const beforeItWrites = (act: () => void) => {
    rival = act
  }
  return { first, second, beforeItWrites, didAct: () => rival === undefined }
}

test('two processes that start at once seed and move the demo once', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-demo-'))
  const { first, second, beforeItWrites, didAct } = twoProcesses(folder)
  try {
    const later = new Date(Number(NOW) + 23 * 86_400_000)
    for (const [now, done] of [
      [NOW, 'seeded'],
      [later, 'moved'],
    ] as const) {
      beforeItWrites(() => expect(prepareDemo(second, now)).toBe(done))
      expect(prepareDemo(first, now)).toBe('nothing')
      expect(didAct()).toBe(true)
    }
  } finally {
    for (const one of [first, second]) one.$client.close()
    rmSync(folder, { recursive: true })
  }
})

test('a demo of an earlier version gets the departments and the people it lacks, and keeps what somebody renamed', () => {
  const db = freshDatabase()
  const university = readUniversity()
  const older = { ...university, units: university.units.filter(({ kind }) => kind !== 'department') }
  seedUniversity(db, older, [], NOW)
  db.update(units).set({ nameNl: 'Rechtsgeleerdheid' }).where(eq(units.id, 'law')).run()
  prepareDemo(db, NOW)
  expect(db.select().from(units).all()).toHaveLength(university.units.length)
  expect(db.select().from(units).where(eq(units.id, 'law')).get()?.nameNl).toBe('Rechtsgeleerdheid')
  expect(idOfHandle(db, 'sanne')).toBeDefined()
})
