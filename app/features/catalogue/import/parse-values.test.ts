import { expect, test } from 'vitest'
import {
  listOf,
  parseCents,
  parseDay,
  parseDuration,
  parseLink,
  parseNumber,
  parseTime,
  parseYesNo,
} from './parse-values.ts'
import { shortened, summaryFrom } from './summary.ts'
import { guessLanguage } from './text-language.ts'

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

test.each([
  ['4 uur', { amount: 4, unit: 'hours' }],
  ['1,5 uur', { amount: 1.5, unit: 'hours' }],
  ['2 days', { amount: 2, unit: 'days' }],
  ['5 x 75 minuten', { times: 5, amount: 75, unit: 'minutes' }],
  ['1 x 2 dagen', { amount: 2, unit: 'days' }],
  ['PT8H', { amount: 8, unit: 'hours' }],
  ['PT1H30M', { amount: 90, unit: 'minutes' }],
  ['P6W', { amount: 6, unit: 'weeks' }],
  ['P1Y6M', { amount: 18, unit: 'months' }],
  ['P1M3D', undefined],
  ['P', undefined],
  ['0 uur', undefined],
  ['lang', undefined],
])('the duration %s is read', (text, duration) => {
  expect(parseDuration(text)).toEqual(duration)
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

test('a summary is whole sentences up to 160 characters, or a cut at a word', () => {
  expect(summaryFrom('Kort.')).toBe('Kort.')
  expect(summaryFrom(`Een eerste zin die lang genoeg is om te blijven. ${'woord '.repeat(60)}`)).toBe(
    'Een eerste zin die lang genoeg is om te blijven.',
  )
  const cut = summaryFrom('woord '.repeat(60))
  expect(cut).toMatch(/woord…$/)
  expect(cut.length).toBeLessThanOrEqual(160)
  expect(summaryFrom('## Kop\n\n- **een** [link](https://example.org)\n\nhttps://example.org/x')).toBe('Kop een link')
  expect(shortened('😀'.repeat(100), 10).isWellFormed()).toBe(true)
})

test.each([
  ['Feedback geven en ontvangen. Je leert hoe je het gesprek met je team begint.', 'nl'],
  ['This course covers the basics of plant physiology and the methods used.', 'en'],
  ['Plant Biotechnology', 'en'],
  ['Pedagogisch Onderzoek', 'nl'],
  ['', 'nl'],
])('the words of "%s" look like %s', (text, language) => {
  expect(guessLanguage(text).language).toBe(language)
})
