import { expect, test } from 'vitest'
import { languageFromHeader } from './accept-language.ts'

test.each([
  [null, 'nl'],
  ['', 'nl'],
  ['nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
  ['en-GB,en;q=0.9,nl;q=0.8', 'en'],
  ['EN', 'en'],
  ['de-DE,de;q=0.9,en;q=0.5', 'en'],
  ['de, fr', 'nl'],
  ['*', 'nl'],
  ['nl;q=0.3, en;q=0.7', 'en'],
  ['nl;q=0, en;q=0.1', 'en'],
  ['en;q=0', 'nl'],
  ['en; q=0.5, nl; q=0.9', 'nl'],
  ['en;q=veel', 'nl'],
  ['en, nl', 'en'],
  [`${'x,'.repeat(5_000)}en`, 'nl'],
])('a browser that asks for «%s» gets %s', (header, language) => {
  expect(languageFromHeader(header)).toBe(language)
})
