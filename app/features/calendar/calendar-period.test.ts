import { expect, test } from 'vitest'
import { addDays, weekday } from '#app/i18n/zoned-time.ts'
import {
  AGENDA_DAYS,
  addMonths,
  daysOf,
  isCalendarDay,
  mondayOfWeek,
  periodAround,
  readJump,
  readPeriod,
  weekOf,
  wholeWeeks,
} from './calendar-period.ts'

const TODAY = '2026-12-09'
const read = (address: string) => readPeriod(new URLSearchParams(address), TODAY)

test.each([
  ['2026-12-09', '2026-W50'],
  ['2027-01-01', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
  ['2026-12-31', '2026-W53'],
  ['2021-01-03', '2020-W53'],
])('%s is in week %s', (date, week) => {
  expect(weekOf(date)).toBe(week)
})

test('every day of twelve years lies in the week that its own Monday begins', () => {
  for (let date = '2020-01-01'; date < '2032-01-01'; date = addDays(date, 1)) {
    const monday = mondayOfWeek(weekOf(date))
    if (!monday || weekday(monday) !== 1 || monday > date || addDays(monday, 6) < date) expect(date).toBe('in its week')
  }
})

test('an address names a month, a week or a day; without any it is this month', () => {
  expect(read('').period).toMatchObject({ view: 'month', from: '2026-12-01', until: '2026-12-31' })
  expect(read('month=2027-02').period).toMatchObject({ view: 'month', from: '2027-02-01', until: '2027-02-28' })
  expect(read('week=2026-W50').period).toMatchObject({ view: 'week', from: '2026-12-07', until: '2026-12-13' })
  expect(read('view=agenda&from=2026-12-20').period).toMatchObject({ view: 'agenda', from: '2026-12-20' })
  expect(read('view=agenda').period).toMatchObject({ view: 'agenda', from: TODAY })
  expect(daysOf(read('view=agenda').period)).toHaveLength(AGENDA_DAYS)
})

test.each([
  'month=2026-13',
  'month=1999-12',
  'month=2200-01',
  'month=x',
  'week=2026-W54',
  'week=2025-W53',
  'view=agenda&from=2026-02-30',
  'from=%00',
])('%s does not exist: the period of today, and it is said', (address) => {
  const { period, isUnknown } = read(address)
  expect(isUnknown).toBe(true)
  expect(period.from <= TODAY && period.until >= TODAY).toBe(true)
})

test('previous and next lead back to where one was, over the end of the year', () => {
  expect(read('month=2026-12').period.next).toEqual({ month: '2027-01' })
  expect(read('month=2027-01').period.previous).toEqual({ month: '2026-12' })
  expect(read('week=2026-W53').period.next).toEqual({ week: '2027-W01' })
  expect(addMonths('2026-12', -23)).toBe('2025-01')
  for (const view of ['month', 'week', 'agenda'] as const) {
    const here = periodAround(view, TODAY)
    const next = readPeriod(new URLSearchParams(here.next), TODAY).period
    expect(next.from).toBe(addDays(here.until, 1))
    expect(readPeriod(new URLSearchParams(next.previous), TODAY).period).toEqual(here)
  }
})

test.each([
  ['12-2026', '2026-12-01'],
  ['9-12-2026', '2026-12-09'],
  ['9/12/2026', '2026-12-09'],
  ['2026-12', '2026-12-01'],
  [' 2026-12-09 ', '2026-12-09'],
  ['1.1.2027', '2027-01-01'],
  ['31-2-2027', null],
  ['soon', null],
  ['12', null],
  ['1-2-3-4', null],
  ['1-1-1850', null],
])('«%s» leads to %s', (typed, date) => {
  expect(readJump(typed)).toBe(date)
})

test('a month is laid out in whole weeks from Monday to Sunday', () => {
  const days = wholeWeeks({ from: '2026-12-01', until: '2026-12-31' })
  expect([days[0], days.at(-1), days.length]).toEqual(['2026-11-30', '2027-01-03', 35])
  expect(isCalendarDay('2027-02-29')).toBe(false)
})
