import { expect, test } from 'vitest'
import { highlight, MARK_END, MARK_START } from './highlight.ts'
import { queryWords } from './words/tokens.ts'

/** The marked text with [ and ] for the marks. */
function marked(text: string, query: string): string {
  const marks = { words: new Set<string>(), beginnings: queryWords(query) }
  return highlight(text, marks).replaceAll(MARK_START, '[').replaceAll(MARK_END, ']')
}

test('every word that begins with a searched word is marked as it is written', () => {
  expect(marked('Leiding geven aan leidinggevenden', 'leiding')).toBe('[Leiding] geven aan [leidinggevenden]')
})

test('accents and special letters do not matter, and stay in the text', () => {
  expect(marked('Met Søren in het Café aan de Straße', 'soren cafe strasse')).toBe(
    'Met [Søren] in het [Café] aan de [Straße]',
  )
  expect(marked('Cafe\u0301', 'café')).toBe('[Cafe\u0301]')
})

test('a word in the middle of another one is not marked', () => {
  expect(marked('Bijeenkomst', 'eenkomst')).toBe('Bijeenkomst')
})

test('without search words the text stays as it is', () => {
  expect(marked('Feedback geven', '')).toBe('Feedback geven')
})

test('a text cannot bring marks of its own', () => {
  expect(highlight(`a${MARK_START}b${MARK_END}`, { words: new Set(), beginnings: [] })).toBe('ab')
  expect(marked(`${MARK_START}data${MARK_END} steward`, 'data')).toBe('[data] steward')
})

test('mark-up in a text stays text', () => {
  expect(marked('<b>data</b>', 'data')).toBe('<b>[data]</b>')
})

test('a word that is found as a whole is marked as a whole, and so is what is written with a hyphen', () => {
  const marks = { words: new Set(['loopbaanadvies', 'burnout', 'data']), beginnings: [] }
  const shown = highlight('Loopbaanadvies, burn-out en databeheer', marks)
  expect(shown.replaceAll(MARK_START, '[').replaceAll(MARK_END, ']')).toBe('[Loopbaanadvies], [burn-out] en databeheer')
})
