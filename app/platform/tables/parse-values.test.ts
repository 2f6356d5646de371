import { expect, test } from 'vitest'
import { daysFromTo, parseDay, parseDaysOfMonth, parseStretch } from './parse-day.ts'
import {
  isSheetError,
  isShortenedNumber,
  listOf,
  parseCents,
  parseLink,
  parseNumber,
  parseTime,
  parseYesNo,
  saysNothing,
} from './parse-values.ts'

test.each([
  ['31-12-2027', '2027-12-31'],
  ['3/2/2027', '2027-02-03'],
  ['03.02.2027', '2027-02-03'],
  ['2027-02-03', '2027-02-03'],
  ['2027-02-03T09:30:00+01:00', '2027-02-03'],
  ['03-02-2027 09:30', '2027-02-03'],
  ['31-02-2027', undefined],
  ['29-02-2028', '2028-02-29'],
  ['29-02-2027', undefined],
  ['02/13/2027', undefined],
  ['3-2-27', undefined],
  ['12 januari 2027', '2027-01-12'],
  ['di 12 jan 2027', '2027-01-12'],
  ['ma 12 jan 2027', undefined],
  ['12-jan-2027', '2027-01-12'],
  ['12-jan-27', '2027-01-12'],
  ['January 12, 2027', '2027-01-12'],
  ['2027/01/12', '2027-01-12'],
  ['2027-03-27T23:30:00Z', '2027-03-28'],
  ['12-1-2027 0:00:00', '2027-01-12'],
  ['\u200B12-01-2027', '2027-01-12'],
  ['12\u201101\u20112027', '2027-01-12'],
  ['30 februari 2027', undefined],
  ['morgen', undefined],
  ['', undefined],
])('the date %s is read as %s', (text, date) => {
  expect(parseDay(text)).toBe(date)
})

test.each([
  ['1.234,56', 1234.56],
  ['1,234.56', 1234.56],
  ['1.234.567,8', 1234567.8],
  ['1234,5', 1234.5],
  ['1234.5', 1234.5],
  ['1.234', 1234],
  ['1,234', 1234],
  ['0,125', 0.125],
  ['1 234', 1234],
  ['-3', -3],
  [12, 12],
  ['1.23.4', undefined],
  ['1,2,3', undefined],
  ['12 weken', undefined],
  ['', undefined],
  [Number.NaN, undefined],
])('the number %s is read as %s', (text, number) => {
  expect(parseNumber(text)).toBe(number)
})

test.each([
  ['€ 1.234,56', 123456],
  ['EUR 450', 45000],
  ['450,-', 45000],
  ['€ 12,5', 1250],
  ['gratis', 0],
  ['Free of charge', 0],
  [99.95, 9995],
  ['-5', undefined],
  ['duur', undefined],
])('the amount %s is %s cents', (text, cents) => {
  expect(parseCents(text)).toBe(cents)
})

test('yes and no are read in both languages, and nothing else is', () => {
  expect(['ja', 'J', 'yes', 'TRUE', 'waar', '1', 'x', 1, true].map(parseYesNo)).toEqual(Array(9).fill(true))
  expect(['nee', 'N', 'no', 'false', 'onwaar', '0', 0, false].map(parseYesNo)).toEqual(Array(8).fill(false))
  expect(['misschien', '2', null, {}].map(parseYesNo)).toEqual(Array(4).fill(undefined))
})

test('times are read with a colon, a point or the u of uur', () => {
  expect(['9:30', '09.30', '9u30', '14 uur', '09:30:00'].map(parseTime)).toEqual([
    '09:30',
    '09:30',
    '09:30',
    '14:00',
    '09:30',
  ])
  expect(['24:01', '25:00', '9:60', '13:00 pm', 'middag', ''].map(parseTime)).toEqual(Array(6).fill(undefined))
})

test('only web addresses are links', () => {
  expect(parseLink('www.example.org/a')).toBe('https://www.example.org/a')
  expect(['javascript:alert(1)', 'data:text/html,x', 'a b', 'mailto:a@b.nl'].map(parseLink)).toEqual(
    Array(4).fill(undefined),
  )
})

test('a list is split at commas, semicolons, bars and new lines, unless the whole is one name', () => {
  expect(listOf('a, b;c|d\ne')).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(listOf('Vast, of tijdelijk', (text) => text.startsWith('Vast'))).toEqual(['Vast, of tijdelijk'])
  expect(listOf(['a', 2])).toEqual(['a', '2'])
  expect(listOf([{ a: 1 }])).toBeUndefined()
})

test('an end of the day, and times with am and pm', () => {
  expect(['24:00', '9:30 am', '12:05 AM', '1 p.m.'].map(parseTime)).toEqual(['24:00', '09:30', '00:05', '13:00'])
})

test('a stretch of days is its working days, and when long its first and last', () => {
  expect(parseStretch('12-01-2027 t/m 14-01-2027')).toEqual(['2027-01-12', '2027-01-13', '2027-01-14'])
  expect(daysFromTo('2027-01-15', '2027-01-18')).toEqual(['2027-01-15', '2027-01-18'])
  expect(daysFromTo('2027-01-12', '2027-03-16')).toEqual(['2027-01-12', '2027-03-16'])
  expect(parseStretch('14-01-2027 t/m 12-01-2027')).toBeUndefined()
})

test('several days of one month are read, unless one of them does not exist', () => {
  const days = ['2027-01-12', '2027-01-13', '2027-01-14']
  expect(
    ['12, 13 en 14 januari 2027', '12,13 and 14 January 2027', '12 + 13 & 14 jan 2027'].map(parseDaysOfMonth),
  ).toEqual([days, days, days])
  expect(['30, 31 en 32 januari 2027', '12 januari 2027', '12, 13 en 14', '1, 2'].map(parseDaysOfMonth)).toEqual(
    Array(4).fill(undefined),
  )
})

test('what says nothing, and what a spreadsheet got wrong, is known', () => {
  expect(['n.v.t.', 'NVT', 'NULL', '-', '–', 'n/a'].map(saysNothing)).toEqual(Array(6).fill(true))
  expect(['nee', '0', 'N', 'geen', 'Nul'].map(saysNothing)).toEqual(Array(5).fill(false))
  const errors = ['#N/B', '#VERW!', '#WAARDE!', '#NAAM?', '#DEEL/0!', '#N/A', '#REF!', '#####']
  expect(errors.map(isSheetError)).toEqual(errors.map(() => true))
  expect(['# Kop', '#1', '#loopbaan!', '#METOO'].map(isSheetError)).toEqual(Array(4).fill(false))
  expect(['1,23457E+11', '1.2E+5', '12E3', 'E+11'].map(isShortenedNumber)).toEqual([true, true, false, false])
})
