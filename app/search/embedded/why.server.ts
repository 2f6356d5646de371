import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Lexicon } from '../words/lexicon.ts'
import type { Alternative } from '../words/match-types.ts'
import { type Concept, understand } from '../words/understand.ts'
import { currentColumns } from './columns.server.ts'
import { currentKnowledge } from './knowledge.server.ts'
import { type IndexField, type Lookup, lookupsFor, questionFor } from './lookups.ts'
import { visibilityAt } from './moment.server.ts'
import { documentsMatching } from './postings.server.ts'
import {
  neededIdeas,
  ONLY_IN_BODY,
  partOfTitle,
  rarity,
  titlesThatSay,
  worthOfConcept,
  worthOfTitle,
} from './score.server.ts'

/** Why one idea of the query counts for a document: the word that answers it, how, where, and what that gives. */
export type Reason = {
  typed: string
  /** A small word of a sentence: it counts for less, and keeps nothing out. */
  isWeak: boolean
  found: {
    words: ReadonlyArray<string>
    begins: boolean
    way: Alternative['way']
    field: IndexField['table']
    place: number
    isFirst: boolean
    /** The way times the place. */
    weight: number
    rare: number
    /** What is taken off because it stands in the body only. */
    off: number
    worth: number
  } | null
}

export type Why = {
  corrected: string | null
  reasons: Reason[]
  /** What the title gives for being short and to the point, and for saying the query literally. */
  title: number
  literal: number
  total: number
}

function answers(db: Db, table: string, match: string, row: number): boolean {
  // A number of JavaScript arrives as a real one, and FTS5 silently leaves out a rowid that is not an integer.
  const one = prepared(db, `SELECT 1 FROM ${table} WHERE ${table} MATCH ? AND rowid = CAST(? AS INTEGER)`)
  return one.get(match, row) !== undefined
}

function bestLookup(db: Db, lookups: ReadonlyArray<Lookup>, row: number): Lookup | undefined {
  return lookups.find(({ field, match }) => answers(db, field.table, match, row))
}

function reasonFor(
  db: Db,
  concept: Concept,
  lexicon: Lexicon,
  index: { seq: number; size: number },
  row: number,
  ideas: number,
): Reason {
  const lookups = lookupsFor(concept, lexicon)
  const best = bestLookup(db, lookups, row)
  const word = best?.alternatives.find((one) => answers(db, best.field.table, questionFor(one, best.isFirst), row))
  if (!best || !word) return { typed: concept.typed, isWeak: concept.isWeak, found: null }
  const holding = new Set(lookups.flatMap(({ field, match }) => documentsMatching(db, index.seq, field.table, match)))
  const rare = rarity(holding.size, index.size)
  const worth = worthOfConcept(best.weight, rare, { ideas, isWeak: concept.isWeak, place: best.field.place })
  return {
    typed: concept.typed,
    isWeak: concept.isWeak,
    found: {
      words: word.words,
      begins: word.begins,
      way: word.way,
      field: best.field.table,
      place: best.field.place,
      isFirst: best.isFirst,
      weight: best.weight,
      rare,
      off: !concept.isWeak && worth < best.weight * rare ? ONLY_IN_BODY : 0,
      worth,
    },
  }
}

/** Why a document comes up for a query, or why it does not: the same sum that ranks it, taken apart. Null when the index does not hold it. */
export function whyFound(db: Db, q: string, entity: string, now: number): Why | null {
  const columns = currentColumns(db)
  const row = columns.rows.findIndex((one) => one?.entity === entity)
  if (row < 0) return null
  const { lexicon, synonyms } = currentKnowledge(db)
  const { concepts, phrase, joined, corrected } = understand(q, lexicon, synonyms)
  const index = { seq: columns.seq, size: columns.rows.length }
  const ideas = neededIdeas(concepts).count
  const reasons = concepts.map((concept) => reasonFor(db, concept, lexicon, index, row, ideas))
  const filled = reasons.reduce((sum, { found }) => sum + (found ? partOfTitle(found.weight, found.place) : 0), 0)
  const title = worthOfTitle(filled, visibilityAt(columns, now).titleWords[row]!)
  const literal = titlesThatSay(phrase, joined)
    .filter(([match]) => answers(db, 'search_title', match, row))
    .reduce((sum, [, worth]) => sum + worth, 0)
  const total = reasons.reduce((sum, { found }) => sum + (found?.worth ?? 0), title + literal)
  return { corrected, reasons, title, literal, total }
}
