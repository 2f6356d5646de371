import { expect, test } from 'vitest'
import { queryTokens, queryWords, replaceWords } from '#app/search/words/tokens.ts'
import { fold, indexedWords, words } from './fold.ts'

test.each([
  ['Café', 'cafe'],
  ['CAFE\u0301', 'cafe'],
  ['Ünïversiteit', 'universiteit'],
  ['Søren', 'soren'],
  ['Yıldız', 'yildiz'],
  ['İstanbul', 'istanbul'],
  ['Straße', 'strasse'],
  ['STRAẞE', 'strasse'],
  ['Łódź', 'lodz'],
  ['Æbelø', 'aebelo'],
  ['Ĳsselmeer', 'ijsselmeer'],
  ['Þórður', 'thordur'],
])('%s is looked up as %s', (written, folded) => {
  expect(fold(written)).toBe(folded)
})

test('folding twice changes nothing more', () => {
  for (const text of ['Yıldız Straße', 'Þórður', 'E\u0301é', '한국어', 'Ω']) expect(fold(fold(text))).toBe(fold(text))
})

test('the words of a text are letters and digits, whatever stands between', () => {
  expect(words('R&O-gesprek: 100% "voorbereid"…')).toEqual(['ro', 'gesprek', '100', 'voorbereid'])
  expect(words('– … !')).toEqual([])
})

test('a word with a hyphen or an apostrophe is also indexed as one word', () => {
  expect(indexedWords('Burn-out en PhD’s')).toEqual(['burn', 'out', 'en', 'phd', 's', 'burnout', 'phds'])
})

test('common words are dropped from a query, unless there is nothing else', () => {
  expect(queryWords('het geven van feedback')).toEqual(['geven', 'feedback'])
  expect(queryWords('the')).toEqual(['the'])
})

test('a query counts each word once, ten words at most, and forty letters of a word', () => {
  expect(queryWords('data Data DATA')).toEqual(['data'])
  expect(queryWords(Array.from({ length: 30 }, (_, number) => `woord${number}`).join(' '))).toHaveLength(10)
  expect(queryWords('x'.repeat(5_000))).toEqual(['x'.repeat(40)])
})

test('nothing to search for gives no words', () => {
  for (const query of ['', '   ', '"*()^:', '🙂', '\u0000', '\ud800']) expect(queryWords(query)).toEqual([])
})

test('a sign that makes the name of a language is kept: C is not C#', () => {
  expect(words('C# en C++ op .NET')).toEqual(['csharp', 'en', 'cplusplus', 'op', 'dotnet'])
  expect(words('Einde.Net begonnen')).toEqual(['einde', 'net', 'begonnen'])
  expect(queryWords('C#')).toEqual(['csharp'])
})

test('small words in capitals are names when the rest is not shouted', () => {
  expect(queryWords('training voor de OR')).toEqual(['training', 'ondernemingsraad'])
  expect(queryWords('IT is leuk')).toEqual(['ict', 'leuk'])
  expect(queryWords('research or teaching')).toEqual(['research', 'teaching'])
  expect(queryWords('OR')).toEqual(['ondernemingsraad'])
  expect(queryWords('HET GEVEN VAN FEEDBACK')).toEqual(['geven', 'feedback'])
})

test('a word keeps how it was typed, and can be replaced in the query around it', () => {
  expect(queryTokens('Café-leidershcap')).toEqual([
    { word: 'cafe', typed: 'Café-leidershcap', isWeak: false },
    { word: 'leidershcap', typed: 'Café-leidershcap', isWeak: false },
  ])
  expect(replaceWords('Cursus  Leidershcap, nu!', new Map([['leidershcap', 'leiderschap']]))).toBe(
    'Cursus  leiderschap, nu!',
  )
})

test.each([
  ["foto's maken", ['fotos', 'maken']],
  ['collega’s', ['collegas']],
  ["PhD's", ['phds']],
  ["manager's", ['managers']],
  ["zzp'er", ['zzp']],
  ["obp'ers", ['obp']],
  ["O'Brien", ['o', 'brien']],
  ['ﬁnancieel', ['financieel']],
  ['Ｃ＋＋', ['cplusplus']],
])('%s is searched as %j', (typed, searched) => {
  expect(queryWords(typed)).toEqual(searched)
})
