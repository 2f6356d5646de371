import { expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, endOfDay, isZone, momentIn, momentOf, timesAt, weekday } from './zoned-time.ts'

const utc = (moment: number) => new Date(moment).toISOString()

test.each([
  ['2027-02-01', '10:00', '2027-02-01T09:00:00.000Z'],
  ['2027-07-01', '10:00', '2027-07-01T08:00:00.000Z'],
  ['2027-03-28', '01:59', '2027-03-28T00:59:00.000Z'],
  ['2027-03-28', '03:00', '2027-03-28T01:00:00.000Z'],
  ['2027-10-31', '01:59', '2027-10-30T23:59:00.000Z'],
  ['2027-10-31', '03:00', '2027-10-31T02:00:00.000Z'],
  ['2026-12-31', '23:59', '2026-12-31T22:59:00.000Z'],
  ['2028-02-29', '00:00', '2028-02-28T23:00:00.000Z'],
])('%s at %s in Amsterdam is %s', (date, time, moment) => {
  expect(utc(momentOf(date, time))).toBe(moment)
})

test('a time in the hour that summer time skips is the hour after it', () => {
  expect(momentOf('2027-03-28', '02:30')).toBe(momentOf('2027-03-28', '03:30'))
})

test('a time in the hour that comes twice is one of the two', () => {
  expect(['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']).toContain(utc(momentOf('2027-10-31', '02:30')))
})

test.each([
  ['2027-03-27', 24],
  ['2027-03-28', 23],
  ['2027-10-30', 24],
  ['2027-10-31', 25],
])('%s has %i hours, and is open until the last of them', (date, hours) => {
  const begin = momentOf(date, '00:00')
  expect((endOfDay(date) + 1 - begin) / 3_600_000).toBe(hours)
  expect(dayOf(begin)).toBe(date)
  expect(dayOf(endOfDay(date))).toBe(date)
  expect(dayOf(endOfDay(date) + 1)).toBe(addDays(date, 1))
})

test('the day in Amsterdam begins before the day in London', () => {
  expect(dayOf(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
  expect(dayOf(Date.parse('2027-06-30T21:59:59Z'))).toBe('2027-06-30')
  expect(dayOf(Date.parse('2027-06-30T22:00:00Z'))).toBe('2027-07-01')
})

test('days are counted by the calendar, over changes of the clock and of the year', () => {
  expect(addDays('2027-03-27', 2)).toBe('2027-03-29')
  expect(addDays('2027-10-30', 2)).toBe('2027-11-01')
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2)
  expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1)
})

test('a week begins with Sunday as 0', () => {
  expect(['2027-01-31', '2027-02-01', '2027-02-06'].map(weekday)).toEqual([0, 1, 6])
})

test.each([
  ['Europe/Amsterdam', '2027-03-28', '02:30', []],
  ['Europe/Amsterdam', '2027-10-31', '02:30', ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']],
  ['Europe/Amsterdam', '2027-10-31', '03:00', ['2027-10-31T02:00:00.000Z']],
  ['Europe/Amsterdam', '2027-10-30', '24:00', ['2027-10-30T22:00:00.000Z']],
  ['Europe/London', '2027-03-28', '01:30', []],
  ['Australia/Lord_Howe', '2027-04-04', '01:45', ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']],
  ['America/Paramaribo', '2027-03-28', '02:30', ['2027-03-28T05:30:00.000Z']],
] as const)('in %s, %s %s is shown at %j', (zone, date, time, moments) => {
  expect(timesAt(zone, date, time)).toBe(moments.length)
  if (moments.length === 0) return
  expect([utc(momentIn(zone, date, time)), utc(momentIn(zone, date, time, true))]).toEqual([moments[0], moments.at(-1)])
})

test('only names of zones are zones', () => {
  const names = [
    'Europe/Brussels',
    'UTC',
    'America/Argentina/Buenos_Aires',
    '',
    'Mars/Base',
    'europe/brussels',
    '+01:00',
  ]
  expect(names.filter(isZone)).toEqual(['Europe/Brussels', 'UTC', 'America/Argentina/Buenos_Aires'])
})
