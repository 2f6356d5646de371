import { expect, test } from 'vitest'
import { parseDuration } from './parse-duration.ts'
import { shortened, summaryFrom } from './summary.ts'
import { guessLanguage } from './text-language.ts'

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
  ['PT1.5H', { amount: 90, unit: 'minutes' }],
  ['2 dagdelen', { amount: 1, unit: 'days' }],
  ['halve dag', { amount: 0.5, unit: 'days' }],
  ['3 avonden', { amount: 1.5, unit: 'days' }],
  ['8 bijeenkomsten van 2 uur', { times: 8, amount: 2, unit: 'hours' }],
  ['2x4 uur', { times: 2, amount: 4, unit: 'hours' }],
  ['1 jaar', { amount: 12, unit: 'months' }],
  ['2 dagen (16 uur)', { amount: 2, unit: 'days' }],
  ['2½ uur', { amount: 2.5, unit: 'hours' }],
  ['½ dag', { amount: 0.5, unit: 'days' }],
  ['anderhalf uur', { amount: 1.5, unit: 'hours' }],
  ['twee dagen', { amount: 2, unit: 'days' }],
  ['een week', { amount: 1, unit: 'weeks' }],
  ['1 uur 30 minuten', { amount: 90, unit: 'minutes' }],
  ['1:30', { amount: 90, unit: 'minutes' }],
  ['3 ECTS', { amount: 84, unit: 'hours' }],
  ['ca. 6 uur', { amount: 6, unit: 'hours' }],
  ['90', undefined],
  ['2 tot 3 dagen', undefined],
  ['P0D', undefined],
  ['P1Y6M2W', undefined],
  ['P1M3D', undefined],
  ['P', undefined],
  ['0 uur', undefined],
  ['lang', undefined],
])('the duration %s is read', (text, duration) => {
  expect(parseDuration(text)).toEqual(duration)
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
