import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

/** Where a word stands counts: as the first of the title most, in the body least. */
const FIELD_CLASSES = [
  { columns: 'title_nl title_en', weight: 1, shortest: 1, first: 1.1 },
  { columns: 'summary_nl summary_en labels', weight: 0.5, shortest: 2, first: 0 },
  { columns: 'body_nl body_en', weight: 0.2, shortest: 3, first: 0 },
] as const

/** The whole word counts more than a word that begins with it. */
const WHOLE = 1
const BEGINNING = 0.8

export type Scores = {
  /** By document number: the sum over the words of the best place found. */
  score: Float32Array
  /** By document number: one bit a word found. */
  found: Uint16Array
  /** The documents with at least one word. */
  hits: number[]
}

function matches(db: Db, columns: string, term: string): number[] {
  return prepared(db, 'SELECT rowid FROM search_fts WHERE search_fts MATCH ?')
    .pluck()
    .all(`{${columns}} : ${term}`) as number[]
}

/** Finds each word as a whole and as a beginning in each class of fields, and adds up the best place per word. Words are folded letters and digits only. */
export function scoreWords(db: Db, words: ReadonlyArray<string>, size: number): Scores {
  const score = new Float32Array(size)
  const found = new Uint16Array(size)
  const best = new Float32Array(size)
  const hits: number[] = []
  for (const [place, word] of words.entries()) {
    const seen: number[] = []
    for (const { columns, weight, shortest, first } of FIELD_CLASSES) {
      const terms: Array<[string, number]> = [[`"${word}"`, WHOLE]]
      if (word.length >= shortest) terms.push([`"${word}"*`, BEGINNING])
      if (first) terms.push([`^ "${word}"`, WHOLE * first], [`^ "${word}"*`, BEGINNING * first])
      for (const [term, part] of terms) {
        for (const id of matches(db, columns, term)) {
          if (id >= size) continue
          if (best[id] === 0) seen.push(id)
          if ((best[id] ?? 0) < weight * part) best[id] = weight * part
        }
      }
    }
    // A rare word tells more than a common one, mildly.
    const rarity = 1 + Math.log(1 + size / (1 + seen.length)) / 10
    for (const id of seen) {
      if (found[id] === 0) hits.push(id)
      found[id] = (found[id] ?? 0) | (1 << place)
      score[id] = (score[id] ?? 0) + (best[id] ?? 0) * rarity
      best[id] = 0
    }
  }
  return { score, found, hits }
}
