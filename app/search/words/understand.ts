import { words } from '#app/platform/text/fold.ts'
import { addForms, addJoined, addPhrases, addSynonyms } from './forms.ts'
import { byWorth, type Lexicon, namesOffers, wordsBeginningWith, wordsNear } from './lexicon.ts'
import type { Alternative, Sink } from './match-types.ts'
import type { Synonyms } from './synonyms.ts'
import { queryTokens, replaceWords } from './tokens.ts'
import { readUnknown } from './unknown-words.ts'

/** One idea of the query: what was typed, and everything that answers it. */
export type Concept = {
  typed: string
  alternatives: Alternative[]
  /** It ranks what has it, and keeps nothing out. */
  isWeak: boolean
}

export type Understanding = {
  concepts: Concept[]
  /** All folded words of the query in order, also the small ones, with typing errors mended: what a title may say literally. */
  phrase: ReadonlyArray<string>
  /** Neighbours of the query that are one word elsewhere. */
  joined: ReadonlyArray<string>
  /** The query with its typing errors mended, when some were; and the words that were put in. */
  corrected: string | null
  meant: ReadonlyArray<string>
}

export type UnderstandOptions = {
  /** Typing errors are left as they are: somebody said that they meant it. */
  asTyped?: boolean
}

const MOST_ALTERNATIVES = 48
/** As many as there are bits for, and as Meilisearch reads. */
const MOST_CONCEPTS = 10
const LONGEST_PHRASE = 300
const MOST_UNKNOWN = 4
const MOST_NEAR = 3
const SHORTEST_CLOSE = 4
const MOST_CUT = 6
const SHORTEST_ROOT = 5

function conceptFrom(typed: string, sink: Sink, isWeak: boolean): Concept {
  return {
    typed,
    isWeak,
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
  let unknown = 0
  const concepts = tokens.flatMap((token, place) => {
    const sink = sinks[place]!
    // A small word that no offer has needs no mending.
    if (sink.size > 0 || token.isWeak) return [conceptFrom(token.typed, sink, token.isWeak)]
    // A question of unknown words only is no question of ours; each of them costs a look at all words.
    if (++unknown > MOST_UNKNOWN) return [conceptFrom(token.typed, sink, false)]
    const reading = readUnknown(knowledge, token, place === tokens.length - 1, options)
    if (reading.mended) mended.set(token.word, reading.mended)
    // A part that is a word of the query too is one idea, not two.
    const parts = reading.concepts.filter((one) => reading.concepts.length === 1 || !typed.includes(one.typed))
    return parts.map((one) => conceptFrom(one.typed, one.sink, false))
  })
  const corrected = mended.size > 0 ? replaceWords(query, mended) : null
  return {
    concepts: concepts.slice(0, MOST_CONCEPTS),
    phrase: words((corrected ?? query).slice(0, LONGEST_PHRASE)).slice(0, MOST_CONCEPTS),
    joined,
    corrected,
    meant: [...mended.values()],
  }
}

/** Words of the index that resemble what was typed, for a result that is empty: the nearest first, then those in titles, then those in more documents. */
export function closestWords(query: string, lexicon: Lexicon, most: number): string[] {
  const found = new Map<string, number>()
  const note = (word: string, distance: number) => found.set(word, Math.min(distance, found.get(word) ?? distance))
  for (const { word } of queryTokens(query).slice(0, MOST_NEAR)) {
    const errors = word.length >= 9 ? 3 : word.length >= 6 ? 2 : 1
    for (const near of wordsNear(lexicon, word, errors, most)) note(near.word, near.errors)
    for (let cut = 1; cut <= MOST_CUT && word.length - cut >= SHORTEST_ROOT; cut++) {
      for (const other of wordsBeginningWith(lexicon, word.slice(0, -cut), 3)) note(other, 1 + cut / 2)
    }
  }
  const telling = [...found.keys()].filter((word) => word.length >= SHORTEST_CLOSE && namesOffers(lexicon, word))
  return byWorth(lexicon, telling)
    .sort((a, b) => found.get(a)! - found.get(b)!)
    .slice(0, most)
}
