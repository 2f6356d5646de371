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
const HYPHENED = /[\p{L}\p{N}]+(?:[-‐‑'’&][\p{L}\p{N}]+)+/gu
const MAY_BE_JOINED = /[-‐‑'’&]/
/** Names whose sign makes the word: without it, C# and C++ would both be the letter c, and R&O would be found by R. */
const SIGNED: ReadonlyArray<[RegExp, string]> = [
  [/(?<![\p{L}\p{N}])c#/gu, 'csharp'],
  [/(?<![\p{L}\p{N}])f#/gu, 'fsharp'],
  [/(?<![\p{L}\p{N}])c\+\+/gu, 'cplusplus'],
  [/(?<![\p{L}\p{N}])\.net(?![\p{L}\p{N}])/gu, 'dotnet'],
  [/(?<![\p{L}\p{N}])(\p{L}{1,2})&(\p{L}{1,2})(?![\p{L}\p{N}])/gu, '$1$2'],
]
const MAY_BE_SIGNED = /[#&]|\+\+|\.net/

/** Lower case without accents, so that "Café", "CAFE" and "cafe" are the same; also the letters that no decomposition reaches. */
export function fold(text: string): string {
  const folded = text
    .toLowerCase()
    .normalize('NFD')
    .replace(MARK, '')
    .replace(SPECIAL_LETTER, (letter) => SPECIAL[letter] ?? letter)
  if (!MAY_BE_SIGNED.test(folded)) return folded
  return SIGNED.reduce((named, [sign, name]) => named.replace(sign, name), folded)
}

/** The words of a text, folded, in order. */
export function words(text: string): string[] {
  return fold(text).match(WORD) ?? []
}

/** What hyphens, apostrophes and ampersands part, as one word: burn-out is also burnout, R&O is also ro. */
function joinedWords(folded: string): string[] {
  if (!MAY_BE_JOINED.test(folded)) return []
  return (folded.match(HYPHENED) ?? []).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
}

/** The words to index: each word, and after them what is written with a hyphen as one word. */
export function indexedWords(text: string): string[] {
  const folded = fold(text)
  return [...(folded.match(WORD) ?? []), ...joinedWords(folded)]
}
