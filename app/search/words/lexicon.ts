import { beginsNearly, bitsApart, editsBetween, letterBits } from './edits.ts'
import { addSorted, emptySortedWords, hasBeginning, loosen, type SortedWords, withBeginning } from './sorted-words.ts'
import { stemsOf } from './stems.ts'

/** Where a word has stood, one bit each. */
export const IN_TITLE = 1
export const IN_MIDDLE = 2
export const IN_BODY = 4
/** The language of the texts it stood in, one bit each; labels are both. */
export const IN_DUTCH = 1
export const IN_ENGLISH = 2

/** A word of the index: where it has stood, in which languages, and in how many documents when that was last counted. */
export type Term = {
  word: string
  places: number
  languages: number
  documents: number
  nl: string
  en: string
  family: string
}

/**
 * Every word that the index holds, with what is needed to understand a query: which words share a stem, begin, end or hold these
 * letters, or are one typing error away. Kept in memory, some hundred bytes a word.
 */
export type Lexicon = {
  words: string[]
  places: number[]
  languages: number[]
  documents: number[]
  numbers: Map<string, number>
  byStem: Record<'nl' | 'en' | 'family', Map<string, number | number[]>>
  bits: Int32Array
  /** In order of their letters, and of their letters read backwards. */
  forwards: SortedWords
  backwards: SortedWords
  /** All words in one string, each between two newlines, so that one scan finds those that hold some letters. */
  text: string
  starts: number[]
  /** What was asked before, until a word is added. */
  held: Map<string, string[]>
}

export function emptyLexicon(): Lexicon {
  return {
    words: [],
    places: [],
    languages: [],
    documents: [],
    numbers: new Map(),
    byStem: { nl: new Map(), en: new Map(), family: new Map() },
    bits: new Int32Array(1024),
    forwards: emptySortedWords(),
    backwards: emptySortedWords(),
    text: '\n',
    starts: [],
    held: new Map(),
  }
}

function addTo(map: Map<string, number | number[]>, stem: string, number: number): void {
  const known = map.get(stem)
  if (known === undefined) map.set(stem, number)
  else if (typeof known === 'number') map.set(stem, [known, number])
  else known.push(number)
}

function reversed(word: string): string {
  return [...word].reverse().join('')
}

/** Many words are about to be added. */
export function expectMany(lexicon: Lexicon): void {
  loosen(lexicon.forwards)
  loosen(lexicon.backwards)
}

/** Adds a word, or what has become known of it. */
export function addTerm(lexicon: Lexicon, term: Term): void {
  let number = lexicon.numbers.get(term.word)
  if (number === undefined) {
    number = lexicon.words.length
    lexicon.words.push(term.word)
    lexicon.numbers.set(term.word, number)
    lexicon.starts.push(lexicon.text.length)
    lexicon.text += `${term.word}\n`
    addSorted(lexicon.forwards, term.word)
    addSorted(lexicon.backwards, reversed(term.word))
    addTo(lexicon.byStem.nl, term.nl, number)
    addTo(lexicon.byStem.en, term.en, number)
    addTo(lexicon.byStem.family, term.family, number)
    if (number >= lexicon.bits.length) {
      const longer = new Int32Array(lexicon.bits.length * 2)
      longer.set(lexicon.bits)
      lexicon.bits = longer
    }
    lexicon.bits[number] = letterBits(term.word)
  }
  // A better place changes the order of what was found before.
  lexicon.held.clear()
  lexicon.places[number] = term.places
  lexicon.languages[number] = term.languages
  lexicon.documents[number] = term.documents
}

/** Whether the index holds this word as it is. */
export function isKnown(lexicon: Lexicon, word: string): boolean {
  return lexicon.numbers.has(word)
}

/** Where a word has stood (IN_TITLE, IN_MIDDLE, IN_BODY); 0 for an unknown one. */
export function placesOf(lexicon: Lexicon, word: string): number {
  const number = lexicon.numbers.get(word)
  return number === undefined ? 0 : lexicon.places[number]!
}

/** Whether a word stands in a title, a summary or a label: it tells what an offer is about. In a body anything is mentioned. */
export function namesOffers(lexicon: Lexicon, word: string): boolean {
  return (placesOf(lexicon, word) & (IN_TITLE | IN_MIDDLE)) !== 0
}

/** Titles first, then what stands in more documents: the order in which words are worth looking for. */
function worth(lexicon: Lexicon, number: number): number {
  const place = lexicon.places[number]!
  const step = place & IN_TITLE ? 2e9 : place & IN_MIDDLE ? 1e9 : 0
  return step + lexicon.documents[number]!
}

function bestFirst(lexicon: Lexicon, numbers: number[], most: number): string[] {
  return numbers
    .sort((a, b) => worth(lexicon, b) - worth(lexicon, a) || a - b)
    .slice(0, most)
    .map((number) => lexicon.words[number]!)
}

function numbersWith(map: Map<string, number | number[]>, stem: string): ReadonlyArray<number> {
  const known = map.get(stem)
  return known === undefined ? [] : typeof known === 'number' ? [known] : known
}

/**
 * The other words with the same stem. A word that is known in one language only is compared in that one: "leren" is not an English
 * word. An unknown word is compared in both.
 */
export function wordsWithStem(lexicon: Lexicon, word: string, most: number): string[] {
  const number = lexicon.numbers.get(word)
  const languages = number === undefined ? IN_DUTCH | IN_ENGLISH : lexicon.languages[number]!
  const stems = stemsOf(word)
  const found = new Set<number>()
  for (const [language, bit] of [
    ['nl', IN_DUTCH],
    ['en', IN_ENGLISH],
  ] as const) {
    if (!(languages & bit)) continue
    for (const other of numbersWith(lexicon.byStem[language], stems[language])) {
      if (lexicon.languages[other]! & bit) found.add(other)
    }
  }
  if (number !== undefined) found.delete(number)
  return bestFirst(lexicon, [...found], most)
}

/** Words of the same idea with another ending, in either language: presenteren, presentatie, presentation. */
export function wordsOfFamily(lexicon: Lexicon, word: string, most: number): string[] {
  const { family } = stemsOf(word)
  if (family.length < 4) return []
  const own = lexicon.numbers.get(word)
  const found = numbersWith(lexicon.byStem.family, family).filter((number) => number !== own)
  return bestFirst(lexicon, [...found], most)
}

/** The number of the word that stands at this place of the text. */
function wordAt(lexicon: Lexicon, position: number): number {
  let from = 0
  let until = lexicon.starts.length
  while (from < until) {
    const middle = (from + until) >> 1
    if (lexicon.starts[middle]! <= position) from = middle + 1
    else until = middle
  }
  return from - 1
}

/** More than these are not looked at: letters that so many words hold say nothing. */
const MOST_SCANNED = 2_000
const MOST_HELD = 2_000

/** The longer words that end in these letters, those worth most first. */
export function wordsEndingIn(lexicon: Lexicon, letters: string): string[] {
  const found = withBeginning(lexicon.backwards, reversed(letters), MOST_SCANNED).map(reversed)
  return byWorth(
    lexicon,
    found.filter((word) => word !== letters),
  )
}

/** The longer words that begin with these letters, those worth most first. */
export function wordsBeginningWith(lexicon: Lexicon, letters: string, most: number): string[] {
  const found = withBeginning(lexicon.forwards, letters, MOST_SCANNED).filter((word) => word !== letters)
  return byWorth(lexicon, found).slice(0, most)
}

/** These words of the index, those worth most first: titles before others, then those in more documents. */
export function byWorth(lexicon: Lexicon, words: ReadonlyArray<string>): string[] {
  return bestFirst(
    lexicon,
    words.map((word) => lexicon.numbers.get(word)!),
    words.length,
  )
}

function scanFor(lexicon: Lexicon, letters: string): string[] {
  const found: number[] = []
  const { text } = lexicon
  let position = text.indexOf(letters)
  for (let scanned = 0; position !== -1 && scanned < MOST_SCANNED; scanned++) {
    const isWithin = text.charCodeAt(position - 1) !== 10 && text.charCodeAt(position + letters.length) !== 10
    const number = isWithin ? wordAt(lexicon, position) : -1
    if (isWithin && found.at(-1) !== number) found.push(number)
    position = text.indexOf(letters, position + 1)
  }
  return bestFirst(lexicon, found, MOST_HELD)
}

/** The words that hold these letters in their middle, those worth most first. */
export function wordsHolding(lexicon: Lexicon, letters: string): ReadonlyArray<string> {
  let found = lexicon.held.get(letters)
  if (!found) {
    found = scanFor(lexicon, letters)
    if (lexicon.held.size >= MOST_HELD) lexicon.held.clear()
    lexicon.held.set(letters, found)
  }
  return found
}

/** Some of the words that begin with these letters, in the order of the alphabet. */
export function wordsBeginning(lexicon: Lexicon, letters: string, most: number): string[] {
  return withBeginning(lexicon.forwards, letters, most)
}

/** Whether any word begins with these letters. */
export function isBeginning(lexicon: Lexicon, letters: string): boolean {
  return hasBeginning(lexicon.forwards, letters)
}

/** The words within so many typing errors of this one, the nearest first, then those worth most. */
export function wordsNear(
  lexicon: Lexicon,
  word: string,
  errors: number,
  most: number,
): Array<{ word: string; errors: number }> {
  const bits = letterBits(word)
  const found: Array<{ number: number; errors: number }> = []
  for (let number = 0; number < lexicon.words.length; number++) {
    if (bitsApart(bits, lexicon.bits[number]!) > errors * 2) continue
    const other = lexicon.words[number]!
    if (Math.abs(other.length - word.length) > errors) continue
    const edits = editsBetween(word, other, errors)
    if (edits <= errors && edits > 0) found.push({ number, errors: edits })
  }
  return found
    .sort((a, b) => a.errors - b.errors || worth(lexicon, b.number) - worth(lexicon, a.number) || a.number - b.number)
    .slice(0, most)
    .map(({ number, errors: edits }) => ({ word: lexicon.words[number]!, errors: edits }))
}

/** The words that begin as this one with one typing error: what somebody may be on the way to. */
export function wordsBeginningNearly(lexicon: Lexicon, typed: string, most: number): string[] {
  const found: number[] = []
  const bits = letterBits(typed)
  for (let number = 0; number < lexicon.words.length; number++) {
    const word = lexicon.words[number]!
    // At most one letter of what was typed may be missing from the word.
    if (word.length <= typed.length || word[0] !== typed[0] || bitsApart(bits & ~lexicon.bits[number]!, 0) > 1) continue
    if (beginsNearly(word, typed)) found.push(number)
  }
  return bestFirst(lexicon, found, most)
}
