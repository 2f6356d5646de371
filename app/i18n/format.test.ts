import { expect, test } from 'vitest'
import {
  formatDate,
  formatDateBlock,
  formatDayMonthYear,
  formatList,
  formatMoment,
  formatMoney,
  formatNumber,
  formatShortDate,
  formatTimes,
} from './format.ts'

// The exact forms of the house style; \u00a0 is the space that never breaks.

test('a date names its weekday, without commas or points', () => {
  expect(formatDate('nl', '2026-12-01')).toBe('di 1 december 2026')
  expect(formatDate('en', '2026-12-01')).toBe('Tue 1 December 2026')
})

test('a moment is shown as the day it is in Amsterdam', () => {
  const newYear = Date.parse('2026-12-31T23:30:00Z')
  expect(formatDate('nl', newYear)).toBe('vr 1 januari 2027')
  expect(formatDayMonthYear('en', newYear)).toBe('1 January 2027')
  expect(formatDateBlock('nl', newYear)).toEqual({ day: '01', month: 'jan' })
})

test('a moment has the time of Amsterdam, in summer and in winter', () => {
  expect(formatMoment('nl', Date.parse('2026-12-01T09:00:00Z'))).toBe('di 1 december 2026, 10:00')
  expect(formatMoment('en', Date.parse('2027-06-30T22:05:00Z'))).toBe('Thu 1 July 2027, 00:05')
})

test('a date in a text has no weekday', () => {
  expect(formatDayMonthYear('nl', '2027-03-03')).toBe('3 maart 2027')
  expect(formatDayMonthYear('en', '2027-03-03')).toBe('3 March 2027')
})

test('a short date tells the year only when it is another one than now in Amsterdam', () => {
  const today = Date.parse('2026-11-30T09:00:00Z')
  expect(formatShortDate('nl', '2026-12-01', today)).toBe('1 dec')
  expect(formatShortDate('en', '2026-12-01', today)).toBe('1 Dec')
  expect(formatShortDate('nl', '2027-03-01', today)).toBe('1 mrt 2027')
  expect(formatShortDate('en', '2027-03-01', today)).toBe('1 Mar 2027')
  expect(formatShortDate('nl', Date.parse('2026-12-31T23:30:00Z'), today)).toBe('1 jan 2027')
  expect(formatShortDate('nl', '2027-01-02', Date.parse('2026-12-31T23:30:00Z'))).toBe('2 jan')
})

test('money has cents only where there are any', () => {
  expect(formatMoney('nl', 45_000)).toBe('€\u00a0450')
  expect(formatMoney('en', 45_000)).toBe('€450')
  expect(formatMoney('nl', 1_250)).toBe('€\u00a012,50')
  expect(formatMoney('en', 1_250)).toBe('€12.50')
  expect(formatMoney('nl', 123_456_700)).toBe('€\u00a01.234.567')
  expect(formatMoney('en', 0)).toBe('€0')
})

test('numbers have the marks of their language', () => {
  expect(formatNumber('nl', 1_234.5)).toBe('1.234,5')
  expect(formatNumber('en', 1_234.5)).toBe('1,234.5')
})

test('a list ends with and', () => {
  expect(formatList('nl', ['a', 'b', 'c'])).toBe('a, b en c')
  expect(formatList('en', ['a', 'b', 'c'])).toBe('a, b and c')
  expect(formatList('nl', ['a', 'b'])).toBe('a en b')
  expect(formatList('nl', [])).toBe('')
})

test('times have an en dash between them', () => {
  expect(formatTimes('09:30', '16:00')).toBe('09:30 – 16:00')
})
