import { plainWords } from '#app/platform/text/fold.ts'

/** Words before a surname by which it is not ordered: "van der Berg" stands under B (NEN 2048). */
const PARTICLES = new Set(
  'aan bij d da de del della den der des di do dos du en het in la le les onder op over s t te ten ter tot uit van vande vanden vander ver voor von vom zu zum zur'.split(
    ' ',
  ),
)
const JOINED = /(?<=\p{L})[-‐‑'’](?=\p{L})/gu

/** The words by which a name is found, folded: each one, and what a hyphen or an apostrophe parts also as one. */
export function wordsOfName(name: string): string[] {
  const words = plainWords(name)
  const joined = name.replace(JOINED, '')
  return joined === name ? words : [...new Set([...words, ...plainWords(joined)])]
}

/**
 * By what a name stands in a list: surname, then given names, then the particles. Without particles the last word is the surname.
 * `Jan van der Berg` gives `berg jan van der`, so that he stands among the other Bergs.
 */
export function orderOfName(name: string): string {
  const words = plainWords(name)
  const first = words.findIndex((word, place) => place > 0 && place < words.length - 1 && PARTICLES.has(word))
  if (first < 0) return [words.at(-1) ?? '', ...words.slice(0, -1)].join(' ')
  let surname = first
  while (surname < words.length - 1 && PARTICLES.has(words[surname] ?? '')) surname++
  return [...words.slice(surname), ...words.slice(0, first), ...words.slice(first, surname)].join(' ')
}

/** Whether every word that was typed begins a word of the name. */
export function nameAnswers(wordsOfTheName: ReadonlyArray<string>, typed: ReadonlyArray<string>): boolean {
  return typed.length > 0 && typed.every((word) => wordsOfTheName.some((one) => one.startsWith(word)))
}
