import { expect, test } from 'vitest'
import { addDays, weekday } from '#app/i18n/zoned-time.ts'
import { seeded } from '#tests/support/random.ts'
import { easterOf, publicHolidays } from './public-holidays.ts'
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-day-rules.ts'

const christmas = { from: '2026-12-24', until: '2027-01-01' }
const liberationDay = { from: '2027-05-05', until: '2027-05-05' }
const closed = [christmas, liberationDay]

test('weekends and closing days, both ends included, are no working days', () => {
  const days = ['2026-12-23', '2026-12-24', '2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04', '2027-05-05']
  expect(days.filter((day) => isWorkingDay(closed, day))).toEqual(['2026-12-23', '2027-01-04'])
})

test('counts working days across a closure, forward and back', () => {
  expect(addWorkingDays(closed, '2026-12-23', 2)).toBe('2027-01-05')
  expect(addWorkingDays(closed, '2027-01-05', -2)).toBe('2026-12-23')
  expect(addWorkingDays(closed, '2026-12-26', 0)).toBe('2027-01-04')
  expect(workingDaysBetween(closed, '2026-12-23', '2027-01-05')).toBe(2)
  expect(workingDaysBetween(closed, '2027-05-07', '2027-05-03')).toBe(0)
})

test('ends where everything is closed', () => {
  expect(addWorkingDays([{ from: '2000-01-01', until: '2199-12-31' }], '2027-01-01', 1)).toMatch(/^20/)
})

test('adding and counting agree for random days', () => {
  const random = seeded(12)
  for (let time = 0; time < 200; time++) {
    const from = addDays('2026-06-01', Math.floor(random() * 400))
    const count = 1 + Math.floor(random() * 30)
    const until = addWorkingDays(closed, from, count)
    expect(isWorkingDay(closed, until)).toBe(true)
    expect(workingDaysBetween(closed, from, until)).toBe(count)
  }
})

test('Easter and the days that hang on it', () => {
  const known = { 1961: '04-02', 2000: '04-23', 2024: '03-31', 2026: '04-05', 2027: '03-28', 2038: '04-25' }
  for (const [year, day] of Object.entries(known)) expect(easterOf(Number(year))).toBe(`${year}-${day}`)
  for (let year = 2000; year <= 2099; year++) expect(weekday(easterOf(year))).toBe(0)
  const of2027 = new Map(publicHolidays('nl', 2027).map(({ key, day }) => [key, day]))
  expect(of2027.get('ascension')).toBe('2027-05-06')
  expect(of2027.get('whit-monday')).toBe('2027-05-17')
})

test('the holidays of two countries differ, and King’s Day is never on a Sunday', () => {
  const days = (country: 'nl' | 'be') => publicHolidays(country, 2027).map(({ day }) => day)
  expect(days('be')).toContain('2027-07-11')
  expect(days('nl')).not.toContain('2027-07-11')
  expect(publicHolidays('nl', 2025).find(({ key }) => key === 'kings-day')?.day).toBe('2025-04-26')
})
