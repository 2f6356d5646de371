const SPECIAL: Record<string, string> = {
  ı: 'i',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ł: 'l',
  þ: 'th',
  ð: 'd',
  ħ: 'h',
  ŋ: 'n',
  ĳ: 'ij',
}
const SPECIAL_LETTER = /[ıøßæœđłþðħŋĳ]/g
const MARK = /\p{M}+/gu
const WORD = /[\p{L}\p{N}]+/gu
const HYPHENED = /[\p{L}\p{N}]+(?:[-‐‑'’][\p{L}\p{N}]+)+/gu

/** Lower case without accents, so that "Café", "CAFE" and "cafe" are the same; also the letters that no decomposition reaches. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(MARK, '')
    .replace(SPECIAL_LETTER, (letter) => SPECIAL[letter] ?? letter)
}

/** The words of a text, folded, in order. */
export function words(text: string): string[] {
  return fold(text).match(WORD) ?? []
}

/** The words to index: each word, and what hyphens part also as one word (burn-out is found by burnout). */
export function indexedWords(text: string): string {
  const folded = fold(text)
  const joined = (folded.match(HYPHENED) ?? []).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
  return [...(folded.match(WORD) ?? []), ...joined].join(' ')
}

/** Words too common to search for, in either language; dropped unless the query holds nothing else. */
const STOP_WORDS = new Set(
  'de het een en van voor in op met te aan bij om of naar over the a an and of for to with on at by or my your mijn je jouw is'.split(
    ' ',
  ),
)

const MOST_WORDS = 10
const LONGEST_WORD = 40

/** What somebody typed as at most ten folded words without stop words; an empty list means "no search words". */
export function queryWords(query: string): string[] {
  const all = words(query.slice(0, 2_000)).map((word) => word.slice(0, LONGEST_WORD))
  const telling = all.filter((word) => !STOP_WORDS.has(word))
  return [...new Set(telling.length > 0 ? telling : all)].slice(0, MOST_WORDS)
}
