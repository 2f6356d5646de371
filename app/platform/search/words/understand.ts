import { words } from '../fold.ts'
import { addForms, addJoined, addPhrases, addSynonyms } from './forms.ts'
import { byWorth, type Lexicon, wordsBeginningWith, wordsNear } from './lexicon.ts'
import type { Synonyms } from './synonyms.ts'
import { queryTokens, replaceWords } from './tokens.ts'
import { readUnknown } from './unknown-words.ts'
import type { Alternative, Sink } from './ways.ts'

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

function conceptFrom(typed: string, sink: Sink): Concept {
  return {
    typed,
    alternatives: [...sink.values()].sort((a, b) => b.weight - a.weight).slice(0, MOST_ALTERNATIVES),
  }
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

/** Words of the index that resemble what was typed, for a result that is empty: the nearest first, then those in titles, then those in more documents. */
export function closestWords(query: string, lexicon: Lexicon, most: number): string[] {
  const found = new Map<string, number>()
  const note = (word: string, distance: number) => found.set(word, Math.min(distance, found.get(word) ?? distance))
  for (const { word } of queryTokens(query)) {
    for (const near of wordsNear(lexicon, word, word.length >= 5 ? 3 : 1, most)) note(near.word, near.errors)
    for (let cut = 1; cut <= 3 && word.length - cut >= 3; cut++) {
      for (const other of wordsBeginningWith(lexicon, word.slice(0, -cut), 3)) note(other, 2 + cut)
    }
  }
  return byWorth(lexicon, [...found.keys()])
    .sort((a, b) => found.get(a)! - found.get(b)!)
    .slice(0, most)
}
