import type { Db } from '#db/open.server.ts'
import { IN_BODY, IN_TITLE, type Lexicon } from '../words/lexicon.ts'
import type { Understanding } from '../words/understand.ts'
import { lookupsFor } from './lookups.ts'
import { documentsMatching } from './postings.server.ts'

export type Scores = {
  /** By document number: the sum over the ideas of the best place found, and what the words together are worth. */
  score: Float32Array
  /** By document number: one bit an idea found. */
  found: Uint16Array
  /** The documents with at least one idea. */
  hits: number[]
}

/** The words of the query next to each other, as they were typed, in the title. */
const PHRASE_IN_TITLE = 0.4
/** The same at the very beginning of the title. */
const TITLE_BEGINS = 0.1
/** A title that says what was asked and nothing else. */
const WHOLE_TITLE = 0.3
/** What one of the ideas only has in the body, where many things are mentioned. */
export const ONLY_IN_BODY = 0.5
/** What a small word of a sentence counts beside another. */
const WEAK = 0.3

/** A rare word tells more than a common one, mildly: strongly, misspelt words would float above exact titles (measured). */
export function rarity(documents: number, all: number): number {
  return 1 + Math.log(1 + all / (1 + documents)) / 10
}

/** How an idea was found in a document: among how many, whether it is a small word, and in which kind of field (a bit of lexicon.ts). */
export type FoundAs = { ideas: number; isWeak: boolean; place: number }

/** What an idea gives a document, from the best place where it was found. */
export function worthOfConcept(best: number, rare: number, { ideas, isWeak, place }: FoundAs): number {
  if (isWeak) return WEAK * best * rare
  return best * rare - (place === IN_BODY && ideas > 1 ? ONLY_IN_BODY : 0)
}

/** The ideas that keep out what does not have them, one bit each; as many as the query has when it has no others. */
export function neededIdeas(concepts: Understanding['concepts']): { mask: number; count: number } {
  const needed = concepts.map((concept, place) => (concept.isWeak ? 0 : 1 << place)).filter((bit) => bit > 0)
  return { mask: needed.reduce((sum, bit) => sum | bit, 0), count: needed.length }
}

/** How much of a title an idea fills, in words. */
export function partOfTitle(best: number, place: number): number {
  return place === IN_TITLE ? Math.min(1, best) : 0
}

export function worthOfTitle(filled: number, titleWords: number): number {
  return (WHOLE_TITLE * Math.min(filled, titleWords)) / Math.max(1, titleWords)
}

/** What to ask of titles beside the ideas: the query as it was typed (the last word may go on), and neighbours that are one word there. */
export function titlesThatSay(
  phrase: ReadonlyArray<string>,
  joined: ReadonlyArray<string>,
): Array<[match: string, worth: number]> {
  const found: Array<[string, number]> = joined.map((word) => [`"${word}"`, PHRASE_IN_TITLE])
  if (phrase.length < 2) return found
  const literal = `"${phrase.join(' ')}"*`
  return [...found, [literal, PHRASE_IN_TITLE], [`^ ${literal}`, TITLE_BEGINS]]
}

/**
 * Asks the index for every idea of the query and adds up, for each document, the best place found per idea. `titleWords` is by document
 * number; `seq` is the state of the index.
 */
export function scoreConcepts(
  db: Db,
  { concepts, phrase, joined }: Understanding,
  lexicon: Lexicon,
  index: { size: number; seq: number; titleWords: Float64Array },
): Scores {
  const { size, seq, titleWords } = index
  const score = new Float32Array(size)
  const found = new Uint16Array(size)
  const inTitle = new Float32Array(size)
  const best = new Float32Array(size)
  /** Where that is. */
  const place = new Uint8Array(size)
  const hits: number[] = []
  const ideas = neededIdeas(concepts).count
  for (const [at, concept] of concepts.entries()) {
    const seen: number[] = []
    for (const { field, match, weight } of lookupsFor(concept, lexicon)) {
      for (const id of documentsMatching(db, seq, field.table, match)) {
        if (id >= size) continue
        if (best[id] === 0) seen.push(id)
        // Lookups come with the weightiest first, so a later one never gives more.
        if (best[id]! >= weight) continue
        best[id] = weight
        place[id] = field.place
      }
    }
    const rare = rarity(seen.length, size)
    for (const id of seen) {
      if (found[id] === 0) hits.push(id)
      found[id]! |= 1 << at
      inTitle[id]! += partOfTitle(best[id]!, place[id]!)
      score[id]! += worthOfConcept(best[id]!, rare, { ideas, isWeak: concept.isWeak, place: place[id]! })
      best[id] = 0
    }
  }
  for (const id of hits) score[id]! += worthOfTitle(inTitle[id]!, titleWords[id]!)
  for (const [match, worth] of titlesThatSay(phrase, joined)) {
    for (const id of documentsMatching(db, seq, 'search_title', match)) if (id < size) score[id]! += worth
  }
  return { score, found, hits }
}
