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
const HYPHENED = /[\p{L}\p{N}‐‑'’&-]+/gu
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

/** Codes that are common words in small letters; in capitals they mean one thing at a Dutch university. */
const CODES: Readonly<Record<string, string>> = { IT: 'ICT', OR: 'ondernemingsraad' }
const CODE = /(?<![\p{L}\p{N}])(?:IT|OR)(?![\p{L}\p{N}])/gu

/** Lower case without accents, so that "Café", "CAFE" and "cafe" are the same; also the letters that no decomposition reaches. */
export function foldLetters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(MARK, '')
    .replace(SPECIAL_LETTER, (letter) => SPECIAL[letter] ?? letter)
}

const FORMS = /[\uFB00-\uFB06\uFF01-\uFF5E]/g

/** Ligatures as a PDF has them (ﬁ) and full-width letters, as they are typed. */
export function plainForms(text: string): string {
  return text.replace(FORMS, (form) => form.normalize('NFKC'))
}

/** The same for searching: names whose sign makes the word, and codes that are common words in small letters, become words of their own. */
export function fold(text: string): string {
  const folded = foldLetters(plainForms(text).replace(CODE, (code) => CODES[code] ?? code))
  if (!MAY_BE_SIGNED.test(folded)) return folded
  return SIGNED.reduce((named, [sign, name]) => named.replace(sign, name), folded)
}

/** The words of a text as they are written, folded: for addresses and for judging a text, not for searching. */
export function plainWords(text: string): string[] {
  return foldLetters(text).match(WORD) ?? []
}

/** The words of a text, folded, in order. */
export function words(text: string): string[] {
  return fold(text).match(WORD) ?? []
}

/** What hyphens, apostrophes and ampersands part, as one word: burn-out is also burnout, R&O is also ro. */
function joinedWords(folded: string): string[] {
  if (!MAY_BE_JOINED.test(folded)) return []
  return (folded.match(HYPHENED) ?? []).flatMap((word) => {
    const parts = word.match(WORD) ?? []
    return parts.length > 1 ? [parts.join('')] : []
  })
}

/** The words to index: each word, and after them what is written with a hyphen as one word. */
export function indexedWords(text: string): string[] {
  const folded = fold(text)
  return [...(folded.match(WORD) ?? []), ...joinedWords(folded)]
}
