import { isHead, joinedForms } from './compounds.ts'
import {
  isBeginning,
  isKnown,
  type Lexicon,
  wordsEndingIn,
  wordsHolding,
  wordsOfFamily,
  wordsWithStem,
} from './lexicon.ts'
import { addAlternative, type Sink } from './match-types.ts'
import type { Synonyms } from './synonyms.ts'

/** What a query is understood with: the words of the index, and which mean the same. */
export type Knowledge = { lexicon: Lexicon; synonyms: Synonyms }

const MOST_OF_A_WAY = 12
const SHORTEST_TAIL = 4
const SHORTEST_PART = 5
const SHORTEST_SURE_TAIL = 6

/** Longer words that hold this one: compounds that end in it, begin with it, or have it in the middle. */
function addCompounds(sink: Sink, { lexicon }: Knowledge, word: string, factor: number): void {
  if (word.length < SHORTEST_TAIL) return
  for (const tail of tailsOf(lexicon, word, MOST_OF_A_WAY)) addAlternative(sink, [tail], 'tail', { factor })
  if (word.length < SHORTEST_PART) return
  for (const part of wordsHolding(lexicon, word).slice(0, MOST_OF_A_WAY))
    addAlternative(sink, [part], 'part', { factor })
  if (word.length < SHORTEST_SURE_TAIL) return
  // Behind a head that the index does not know on its own: informatie|beveiliging.
  for (const tail of wordsEndingIn(lexicon, word).slice(0, MOST_OF_A_WAY))
    addAlternative(sink, [tail], 'part', { factor })
}

/** The compounds that end in this word. */
function tailsOf(lexicon: Lexicon, word: string, most: number): string[] {
  return wordsEndingIn(lexicon, word)
    .filter((longer) => isHead(lexicon, longer.slice(0, -word.length), longer))
    .slice(0, most)
}

/** A letter or two begin too many words to say much. */
function sureness({ length }: string): number {
  return length === 1 ? 0.55 : length === 2 ? 0.75 : 1
}

/** What a word that the index knows, or knows in another form, is answered by. */
export function addForms(sink: Sink, knowledge: Knowledge, word: string, isLast: boolean, factor: number): void {
  const { lexicon } = knowledge
  if (isKnown(lexicon, word)) addAlternative(sink, [word], 'whole', { factor })
  if (isBeginning(lexicon, word))
    addAlternative(sink, [word], isLast ? 'beginning' : 'opening', { factor: factor * sureness(word), begins: true })
  for (const other of wordsWithStem(lexicon, word, MOST_OF_A_WAY)) addAlternative(sink, [other], 'stem', { factor })
  for (const other of wordsOfFamily(lexicon, word, MOST_OF_A_WAY)) addAlternative(sink, [other], 'family', { factor })
  addCompounds(sink, knowledge, word, factor)
}

/** The table's entry for these words, or for other forms of one of them. */
function sayingsFor({ lexicon, synonyms }: Knowledge, words: ReadonlyArray<string>) {
  const exact = synonyms.get(words.join(' '))
  if (exact) return exact
  if (words.length !== 1) return []
  for (const other of wordsWithStem(lexicon, words[0]!, 4)) {
    const sayings = synonyms.get(other)
    if (sayings) return sayings
  }
  return []
}

const INFLECTION = /^(?:|s|es|e|en|n|ed|d|ing|t|te|de)$/

/** The same word in another form. A stem goes further than that: managing and management, which a synonym does not mean. */
function isInflection(a: string, b: string): boolean {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return same >= 4 && INFLECTION.test(a.slice(same)) && INFLECTION.test(b.slice(same))
}

/** Other ways to say these words, by an editor or learned from the offers, in their forms and compounds. */
export function addSynonyms(sink: Sink, knowledge: Knowledge, words: ReadonlyArray<string>, factor: number): void {
  const { lexicon, synonyms } = knowledge
  for (const saying of sayingsFor(knowledge, words)) {
    const way = saying.by === 'editor' ? 'synonym' : 'learned'
    const counted = factor * saying.weight
    addAlternative(sink, saying.words, way, { factor: counted })
    const [only] = saying.words
    if (saying.words.length > 1 || !only) continue
    // A form of the synonym that has synonyms of its own is another word: lecturer is not lecture.
    for (const other of wordsWithStem(lexicon, only, 6))
      if (!synonyms.has(other) && isInflection(only, other))
        addAlternative(sink, [other], way, { factor: counted * 0.95 })
    if (only.length < SHORTEST_PART) continue
    if (isBeginning(lexicon, only)) addAlternative(sink, [only], way, { factor: counted * 0.75, begins: true })
    for (const tail of tailsOf(lexicon, only, 6)) addAlternative(sink, [tail], way, { factor: counted * 0.7 })
  }
}

/** Two neighbours that are one word elsewhere answer both of them. */
export function addJoined(sinks: Sink[], { lexicon }: Knowledge, words: ReadonlyArray<string>): string[] {
  const found: string[] = []
  for (let place = 0; place + 1 < words.length; place++) {
    const { whole, begins } = joinedForms(lexicon, words[place]!, words[place + 1]!)
    found.push(...whole)
    for (const sink of [sinks[place]!, sinks[place + 1]!]) {
      for (const word of whole) {
        addAlternative(sink, [word], 'joined')
        for (const other of wordsWithStem(lexicon, word, 4)) addAlternative(sink, [other], 'joined', { factor: 0.95 })
      }
      for (const word of begins) addAlternative(sink, [word], 'joined', { factor: 0.85, begins: true })
    }
  }
  return found
}

/** Phrases of two or three words that a synonym was given for answer each of their words. */
export function addPhrases(sinks: Sink[], knowledge: Knowledge, words: ReadonlyArray<string>): void {
  for (const length of [3, 2]) {
    for (let place = 0; place + length <= words.length; place++) {
      const phrase = words.slice(place, place + length)
      if (!knowledge.synonyms.has(phrase.join(' '))) continue
      for (const sink of sinks.slice(place, place + length)) addSynonyms(sink, knowledge, phrase, 1)
    }
  }
}
