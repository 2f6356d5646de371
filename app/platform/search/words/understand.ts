import { words } from '../fold.ts'
import { isHead, joinedForms, splitCompound } from './compounds.ts'
import { forgiven } from './edits.ts'
import {
  documentsWith,
  isBeginning,
  isKnown,
  type Lexicon,
  wordsBeginningNearly,
  wordsBeginningWith,
  wordsEndingIn,
  wordsHolding,
  wordsNear,
  wordsOfFamily,
  wordsWithStem,
} from './lexicon.ts'
import type { Synonyms } from './synonyms.ts'
import { queryTokens, replaceWords, type Token } from './tokens.ts'

/** How a word of an offer answers a word of the query, and how much it counts beside the word itself (field/search 1.5, measured). */
export const WAYS = {
  whole: 1,
  beginning: 0.9,
  joined: 0.9,
  stem: 0.85,
  synonym: 0.8,
  learned: 0.8,
  tail: 0.75,
  family: 0.7,
  typo: 0.7,
  opening: 0.65,
  typing: 0.62,
  part: 0.6,
  rescue: 0.5,
} as const
export type Way = keyof typeof WAYS

/** One thing to look for: words that must all be there (mostly one), whether the last may go on, how it came up, what it counts. */
export type Alternative = { words: ReadonlyArray<string>; begins: boolean; way: Way; weight: number }

/** One idea of the query: what was typed, and everything that answers it. */
export type Concept = { typed: string; alternatives: Alternative[] }

export type Understanding = {
  concepts: Concept[]
  /** All folded words of the query in order, also the small ones, with typing errors mended: what a title may say literally. */
  phrase: ReadonlyArray<string>
  /** Neighbours of the query that are one word elsewhere. */
  joined: ReadonlyArray<string>
  /** The query with its typing errors mended, when some were. */
  corrected: string | null
}

export type UnderstandOptions = {
  /** Typing errors are left as they are: somebody said that they meant it. */
  asTyped?: boolean
}

const MOST_ALTERNATIVES = 48
/** As many as there are bits for, and as Meilisearch reads. */
const MOST_CONCEPTS = 10
const LONGEST_PHRASE = 300
const MOST_OF_A_WAY = 12
const SHORTEST_TAIL = 4
const SHORTEST_PART = 5
const SHORTEST_SURE_TAIL = 6
const SHORTEST_GUESS = 7
const SHORTEST_BEGINNING = 1

type Knowledge = { lexicon: Lexicon; synonyms: Synonyms }
type Sink = Map<string, Alternative>

function add(
  sink: Sink,
  words: ReadonlyArray<string>,
  way: Way,
  options: { factor?: number; begins?: boolean } = {},
): void {
  const begins = options.begins ?? false
  const weight = WAYS[way] * (options.factor ?? 1)
  const key = `${words.join(' ')}${begins ? '*' : ''}`
  const known = sink.get(key)
  if (!known || known.weight < weight) sink.set(key, { words, begins, way, weight })
}

/** Longer words that hold this one: compounds that end in it, begin with it, or have it in the middle. */
function addCompounds(sink: Sink, { lexicon }: Knowledge, word: string, factor: number): void {
  if (word.length < SHORTEST_TAIL) return
  for (const tail of tailsOf(lexicon, word, MOST_OF_A_WAY)) add(sink, [tail], 'tail', { factor })
  if (word.length < SHORTEST_PART) return
  for (const part of wordsHolding(lexicon, word).slice(0, MOST_OF_A_WAY)) add(sink, [part], 'part', { factor })
  if (word.length < SHORTEST_SURE_TAIL) return
  // Behind a head that the index does not know on its own: informatie|beveiliging.
  for (const tail of wordsEndingIn(lexicon, word).slice(0, MOST_OF_A_WAY)) add(sink, [tail], 'part', { factor })
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
function addForms(sink: Sink, knowledge: Knowledge, word: string, isLast: boolean, factor: number): void {
  const { lexicon } = knowledge
  if (isKnown(lexicon, word)) add(sink, [word], 'whole', { factor })
  if (word.length >= SHORTEST_BEGINNING && isBeginning(lexicon, word))
    add(sink, [word], isLast ? 'beginning' : 'opening', { factor: factor * sureness(word), begins: true })
  for (const other of wordsWithStem(lexicon, word, MOST_OF_A_WAY)) add(sink, [other], 'stem', { factor })
  for (const other of wordsOfFamily(lexicon, word, MOST_OF_A_WAY)) add(sink, [other], 'family', { factor })
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

function addSynonyms(sink: Sink, knowledge: Knowledge, words: ReadonlyArray<string>, factor: number): void {
  const { lexicon, synonyms } = knowledge
  for (const saying of sayingsFor(knowledge, words)) {
    const way = saying.by === 'editor' ? 'synonym' : 'learned'
    const counted = factor * saying.weight
    add(sink, saying.words, way, { factor: counted })
    const [only] = saying.words
    if (saying.words.length > 1 || !only) continue
    // A form of the synonym that has synonyms of its own is another word: lecturer is not lecture.
    for (const other of wordsWithStem(lexicon, only, 4))
      if (!synonyms.has(other)) add(sink, [other], way, { factor: counted * 0.95 })
    if (only.length < SHORTEST_PART) continue
    if (isBeginning(lexicon, only)) add(sink, [only], way, { factor: counted * 0.75, begins: true })
    for (const tail of tailsOf(lexicon, only, 6)) add(sink, [tail], way, { factor: counted * 0.7 })
  }
}

/** Two neighbours that are one word elsewhere answer both of them. */
function addJoined(sinks: Sink[], { lexicon }: Knowledge, words: ReadonlyArray<string>): string[] {
  const found: string[] = []
  for (let place = 0; place + 1 < words.length; place++) {
    const { whole, begins } = joinedForms(lexicon, words[place]!, words[place + 1]!)
    found.push(...whole)
    for (const sink of [sinks[place]!, sinks[place + 1]!]) {
      for (const word of whole) {
        add(sink, [word], 'joined')
        for (const other of wordsWithStem(lexicon, word, 4)) add(sink, [other], 'joined', { factor: 0.95 })
      }
      for (const word of begins) add(sink, [word], 'joined', { factor: 0.85, begins: true })
    }
  }
  return found
}

/** Phrases of two or three words that a synonym was given for answer each of their words. */
function addPhrases(sinks: Sink[], knowledge: Knowledge, words: ReadonlyArray<string>): void {
  for (const length of [3, 2]) {
    for (let place = 0; place + length <= words.length; place++) {
      const phrase = words.slice(place, place + length)
      if (!knowledge.synonyms.has(phrase.join(' '))) continue
      for (const sink of sinks.slice(place, place + length)) addSynonyms(sink, knowledge, phrase, 1)
    }
  }
}

type Mended = { word: string; factor: number }

/** What somebody may have meant by a word that the index does not hold: the nearest words, for as many errors as its length forgives. */
function mend({ lexicon }: Knowledge, word: string): Mended[] {
  const errors = forgiven(word.length)
  const near = errors > 0 ? wordsNear(lexicon, word, 1, 8) : []
  const found = near.length > 0 || errors < 2 ? near : wordsNear(lexicon, word, 2, 6)
  return found.map((one) => ({ word: one.word, factor: one.errors === 1 ? 1 : 0.5 / WAYS.typo }))
}

/** One error more than a word of its length is forgiven, when nothing else answers it: better a guess, and said to be one, than nothing. */
function guess({ lexicon }: Knowledge, word: string): Mended[] {
  const errors = forgiven(word.length) + 1
  if (word.length < SHORTEST_TAIL || errors > 2 || (errors === 2 && word.length < SHORTEST_GUESS)) return []
  return wordsNear(lexicon, word, errors, 4).map((one) => ({ word: one.word, factor: 0.4 / WAYS.typo }))
}

/** What begins as the word without its last letters, when nothing else answers it. */
function addRescue(sink: Sink, { lexicon }: Knowledge, word: string): void {
  for (let cut = 1; cut <= 3 && word.length - cut >= SHORTEST_TAIL; cut++) {
    const begin = word.slice(0, -cut)
    if (!isBeginning(lexicon, begin)) continue
    add(sink, [begin], 'rescue', { begins: true })
    return
  }
}

function conceptFrom(typed: string, sink: Sink): Concept {
  return {
    typed,
    alternatives: [...sink.values()].sort((a, b) => b.weight - a.weight).slice(0, MOST_ALTERNATIVES),
  }
}

type Reading = { concepts: Array<{ typed: string; sink: Sink }>; mended: string | null }

/** An unknown word: the parts of a compound, or a typing error, or what begins alike. */
function readUnknown(knowledge: Knowledge, token: Token, isLast: boolean, options: UnderstandOptions): Reading {
  const { lexicon } = knowledge
  const sink: Sink = new Map()
  const whole = { typed: token.typed, sink }
  const meant = options.asTyped ? [] : mend(knowledge, token.word)
  const isNear = meant.some((one) => one.factor === 1)
  if (!isNear) {
    const isForm = (part: string) =>
      wordsWithStem(lexicon, part, 1).length > 0 || wordsOfFamily(lexicon, part, 1).length > 0
    const parts = splitCompound({ lexicon, isForm }, token.word)
    if (parts) {
      const concepts = parts.map((part, place) => {
        const own: Sink = new Map()
        addForms(own, knowledge, part, isLast && place === parts.length - 1, 0.95)
        addSynonyms(own, knowledge, [part], 0.95)
        return { typed: part, sink: own }
      })
      return { concepts, mended: null }
    }
  }
  if (meant.length === 0 && isLast && !options.asTyped && token.word.length >= SHORTEST_PART) {
    for (const word of wordsBeginningNearly(lexicon, token.word, 8)) add(sink, [word], 'typing')
  }
  const guessed = sink.size === 0 && meant.length === 0 && !options.asTyped ? guess(knowledge, token.word) : meant
  const [best] = guessed
  if (best) {
    addForms(sink, knowledge, best.word, false, WAYS.typo * best.factor)
    addSynonyms(sink, knowledge, [best.word], WAYS.typo * best.factor)
    for (const other of guessed)
      add(sink, [other.word], 'typo', { factor: other === best ? other.factor : other.factor * 0.9 })
    return { concepts: [whole], mended: best.word }
  }
  if (sink.size === 0) addRescue(sink, knowledge, token.word)
  return { concepts: [whole], mended: null }
}

/**
 * Reads a query as people mean it: each word becomes an idea with everything that answers it, a typing error is mended, a compound is
 * taken apart or put together, synonyms and learned words join in. Both search engines work with the answer. Never throws.
 */
export function understand(
  query: string,
  lexicon: Lexicon,
  synonyms: Synonyms,
  options: UnderstandOptions = {},
): Understanding {
  const knowledge = { lexicon, synonyms }
  const tokens = queryTokens(query)
  const typed = tokens.map((token) => token.word)
  const sinks = typed.map((): Sink => new Map())
  for (const [place, word] of typed.entries()) {
    addForms(sinks[place]!, knowledge, word, place === typed.length - 1, 1)
    addSynonyms(sinks[place]!, knowledge, [word], 1)
  }
  const joined = addJoined(sinks, knowledge, typed)
  addPhrases(sinks, knowledge, typed)

  const mended = new Map<string, string>()
  const concepts = tokens.flatMap((token, place) => {
    const sink = sinks[place]!
    if (sink.size > 0) return [conceptFrom(token.typed, sink)]
    const reading = readUnknown(knowledge, token, place === tokens.length - 1, options)
    if (reading.mended) mended.set(token.word, reading.mended)
    return reading.concepts.map((one) => conceptFrom(one.typed, one.sink))
  })
  const corrected = mended.size > 0 ? replaceWords(query, mended) : null
  return {
    concepts: concepts.slice(0, MOST_CONCEPTS),
    phrase: words((corrected ?? query).slice(0, LONGEST_PHRASE)).slice(0, MOST_CONCEPTS),
    joined,
    corrected,
  }
}

/** Words of the index that resemble what was typed, for a result that is empty: the nearest first, those in titles before others. */
export function closestWords(query: string, lexicon: Lexicon, most: number): string[] {
  const found = new Map<string, number>()
  for (const { word } of queryTokens(query)) {
    for (const near of wordsNear(lexicon, word, word.length >= 5 ? 3 : 1, most)) found.set(near.word, near.errors)
    for (let cut = 1; cut <= 3 && word.length - cut >= 3; cut++) {
      for (const other of wordsBeginningWith(lexicon, word.slice(0, -cut), 3)) {
        if (!found.has(other)) found.set(other, 2 + cut)
      }
    }
  }
  return [...found]
    .sort((a, b) => a[1] - b[1] || documentsWith(lexicon, b[0]) - documentsWith(lexicon, a[0]))
    .slice(0, most)
    .map(([word]) => word)
}
