import { expect, test } from 'vitest'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { file, imported, run, smallDatabase } from '#tests/support/import.ts'
import { readCourses } from './read-oeapi.server.ts'

const page = (...items: unknown[]) => file('page.json', JSON.stringify({ items, hasNextPage: false }))
const COURSE = { courseId: 'c-1', name: [{ language: 'nl-NL', value: 'Leidinggeven' }], description: [] }

function offering(id: string, day: string, more: Record<string, unknown> = {}) {
  const times = { startDateTime: `${day}T08:00:00Z`, endDateTime: `${day}T15:00:00Z` }
  return { courseOfferingId: id, courseId: 'c-1', name: [{ language: 'nl-NL', value: 'Najaar' }], ...times, ...more }
}

function sessionsOf(db: ReturnType<typeof smallDatabase>) {
  return imported(db, 'c-1').sessions.map(({ sourceKey, days }) => [sourceKey, days[0]?.date])
}

test('offerings come in as sessions of their course, under their own ids, and leave its texts alone', async () => {
  const db = smallDatabase()
  await run(db, [page(COURSE), '--apply'])
  const { code } = await run(db, [page(offering('o-1', '2027-04-12', { maxNumberStudents: 20 })), '--apply'])
  expect(code).toBe(0)
  const offer = imported(db, 'c-1')
  expect(offer.title.nl).toBe('Leidinggeven')
  expect(offer.sessions).toMatchObject([
    { sourceKey: 'o-1', seats: 20, days: [{ date: '2027-04-12', from: '10:00', until: '17:00' }] },
  ])
  expect((await run(db, [page(COURSE), '--apply'])).text).toContain('1 ongewijzigd')
  expect(imported(db, 'c-1').sessions).toHaveLength(1)
})

test('an offering that moves stays the same session; what is not on the page stays', async () => {
  const db = smallDatabase()
  await run(db, [page(COURSE), '--apply'])
  await run(db, [page(offering('o-1', '2027-04-12'), offering('o-2', '2027-05-12')), '--apply'])
  const ids = new Map(imported(db, 'c-1').sessions.map(({ sourceKey, id }) => [sourceKey, id]))
  expect((await run(db, [page(offering('o-1', '2027-06-12')), '--apply'])).code).toBe(0)
  expect(sessionsOf(db)).toEqual([
    ['o-2', '2027-05-12'],
    ['o-1', '2027-06-12'],
  ])
  expect(new Map(imported(db, 'c-1').sessions.map(({ sourceKey, id }) => [sourceKey, id]))).toEqual(ids)
})

test('offerings without their course are refused with what to do', async () => {
  const { code, text } = await run(smallDatabase(), [page(offering('o-1', '2027-04-12')), '--apply', '--lang', 'en'])
  expect([code, text]).toEqual([1, expect.stringContaining('these are offerings, not courses')])
})

test('the course of v5 is an id or the course itself', () => {
  const v5 = { offeringId: 'o-1', offeringType: 'course', startDateTime: '2027-01-12T08:00:00Z' }
  const endDateTime = '2027-01-13T15:00:00Z'
  for (const course of ['c-1', COURSE]) {
    const read = readCourses(JSON.stringify([{ ...v5, endDateTime, course }]))
    const moments = { start: Date.parse(v5.startDateTime), end: Date.parse(endDateTime) }
    expect(read).toMatchObject({
      ok: true,
      value: {
        addsSessions: true,
        records: [
          {
            entries: [
              ['id', 'c-1'],
              ['sessions', [{ id: 'o-1', moments }]],
            ],
          },
        ],
      },
    })
  }
})

test.each([
  ['a programme', offering('o-1', '2027-04-12', { offeringType: 'program' }), 'offeringType'],
  ['no course', offering('o-1', '2027-04-12', { courseId: undefined }), 'courseId'],
  ['no start', offering('o-1', '2027-04-12', { startDateTime: undefined }), 'startDateTime'],
  ['an end that is no moment', offering('o-1', '2027-04-12', { endDateTime: 'soon' }), 'endDateTime'],
  ['an end before the start', offering('o-1', '2027-04-12', { endDateTime: '2027-04-12T07:00:00Z' }), 'endDateTime'],
  ['a course among them', COURSE, ''],
])('an offering that is or has %s is refused', async (_, item, field) => {
  const db = smallDatabase()
  await run(db, [page(COURSE), '--apply'])
  const { code, text } = await run(db, [page(offering('o-9', '2027-04-20'), item), '--apply', '--lang', 'en'])
  expect([code, text]).toEqual([1, expect.stringMatching(new RegExp(`line 2: .*${field}`))])
})

test('a course is shown until the day it no longer holds begins', async () => {
  const db = smallDatabase()
  await run(db, [page({ ...COURSE, validFrom: '2027-01-05', validTo: '2027-06-15' }), '--apply'])
  const { publishFrom, publishUntil } = imported(db, 'c-1')
  expect([publishFrom, publishUntil]).toEqual([momentOf('2027-01-05', '00:00'), momentOf('2027-06-15', '00:00')])
})
