import { expect, test } from 'vitest'
import { listOf, parseCents, parseDay, parseLink, parseNumber, parseTime, parseYesNo } from './parse-values.ts'

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
  expect(['24:00', '9:60', 'middag', ''].map(parseTime)).toEqual(Array(4).fill(undefined))
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
