import type { Db } from '#db/open.server.ts'
import type { Marks, SearchAnswer, SearchQuery } from '../search-engine.ts'
import type { Knowledge } from '../words/forms.ts'
import { IN_DUTCH, IN_ENGLISH } from '../words/lexicon.ts'
import { marksOf } from '../words/marks.ts'
import { closestWords, type Understanding, understand } from '../words/understand.ts'
import { type Columns, currentColumns } from './columns.server.ts'
import { filterAndCount } from './filter.server.ts'
import { currentKnowledge } from './knowledge.server.ts'
import { FIELDS } from './lookups.ts'
import { momentOf } from './moment.server.ts'
import { firstByKeys, type Key } from './order.server.ts'
import { documentsMatching } from './postings.server.ts'
import { type Scores, scoreConcepts } from './score.server.ts'

type Asked = { columns: Columns; knowledge: Knowledge; query: SearchQuery; understood: Understanding }
type Candidates = { ids: Iterable<number>; scores: Scores | null; relaxed: boolean }

const NO_MARKS: Marks = { words: new Set(), beginnings: [] }
const MOST_CLOSEST = 5

function bits(value: number): number {
  let count = 0
  for (let rest = value; rest > 0; rest &= rest - 1) count++
  return count
}

/** All ideas first; only when no visible document has them all, those that have the most, at least half of them. A filter does not relax the words: the page says what it hides. */
function candidatesFor(db: Db, { columns, knowledge, query, understood }: Asked): Candidates {
  const { concepts } = understood
  if (concepts.length === 0) {
    // Signs without a single word find nothing; no query at all finds everything.
    return { ids: query.q.trim() === '' ? columns.rows.keys() : [], scores: null, relaxed: false }
  }
  const { visible, titleWords } = momentOf(columns, query.now)
  const index = { size: columns.rows.length, seq: columns.seq, titleWords }
  const scores = scoreConcepts(db, understood, knowledge.lexicon, index)
  const every = (1 << concepts.length) - 1
  const all = scores.hits.filter((id) => scores.found[id] === every && visible[id] === 1)
  if (all.length > 0 || concepts.length === 1) return { ids: all, scores, relaxed: false }
  const most = withMostIdeas(scores, concepts.length, visible)
  return { ids: most, scores, relaxed: most.length > 0 }
}

/** The visible documents that have as many ideas as any has, when that is half of them or more. */
function withMostIdeas({ hits, found }: Scores, ideas: number, visible: Uint8Array): number[] {
  const seen = hits.filter((id) => visible[id] === 1)
  const most = seen.reduce((best, id) => Math.max(best, bits(found[id]!)), 0)
  return most >= Math.floor(ideas / 2) ? seen.filter((id) => bits(found[id]!) === most) : []
}

function missingOne(scores: Scores, ideas: number): number[] {
  return scores.hits.filter((id) => bits(scores.found[id]!) === ideas - 1)
}

/** What to sort by, first to last. Without words the best match is what comes up first. */
function keysFor(columns: Columns, query: SearchQuery, scores: Scores | null): Key[] {
  const { nextStart, nextClosing, publishedAt, titleWords, texts } = momentOf(columns, query.now)
  const newest: Key[] = [(id) => -publishedAt[id]!, (id) => -id]
  const own = query.language === 'en' ? IN_ENGLISH : query.language === 'nl' ? IN_DUTCH : 0
  const readable: Key[] = own ? [(id) => (texts[id]! & own ? 0 : 1)] : []
  switch (query.sort) {
    case 'best':
      return scores
        ? [(id) => -scores.score[id]!, ...readable, (id) => titleWords[id]!, ...newest]
        : [(id) => nextStart[id]!, ...newest]
    case 'soonest':
      return [(id) => nextStart[id]!, ...newest]
    case 'closing':
      return [(id) => nextClosing[id]!, ...newest]
    case 'newest':
      return newest
    default:
      return query.sort satisfies never
  }
}

/** Below a result that does not fill its page: what misses one idea, best first. */
function nearOf({ columns, query, understood }: Asked, { scores, relaxed }: Candidates, total: number): number[] {
  const room = query.pageSize - total
  if (
    query.page > 1 ||
    !scores ||
    relaxed ||
    total === 0 ||
    room <= 0 ||
    query.sort !== 'best' ||
    understood.concepts.length < 2
  )
    return []
  const { kept } = filterAndCount(columns, { ...query, count: [] }, missingOne(scores, understood.concepts.length))
  return firstByKeys(kept, keysFor(columns, query, scores), room)
}

/** Those of these words that stand in something that may be seen now. */
function visibleWords(db: Db, { columns, query }: Asked, words: ReadonlyArray<string>): string[] {
  const { visible } = momentOf(columns, query.now)
  const isSeen = (word: string) =>
    FIELDS.some(({ table }) => documentsMatching(db, columns.seq, table, `"${word}"`).some((id) => visible[id] === 1))
  const seen: string[] = []
  for (const word of words) if (seen.length < MOST_CLOSEST && isSeen(word)) seen.push(word)
  return seen
}

/** Searches the embedded index: words, filters, counts and one page of ids, in a few statements whatever the number of results. */
export function searchEmbedded(db: Db, query: SearchQuery): SearchAnswer {
  const columns = currentColumns(db)
  const knowledge = currentKnowledge(db)
  const understood = understand(query.q, knowledge.lexicon, knowledge.synonyms, { asTyped: query.asTyped ?? false })
  const asked = { columns, knowledge, query, understood }
  const candidates = candidatesFor(db, asked)
  const { kept, counts } = filterAndCount(columns, query, candidates.ids)
  const from = (query.page - 1) * query.pageSize
  const sorted = firstByKeys(kept, keysFor(columns, query, candidates.scores), from + query.pageSize)
  const entity = (id: number) => columns.rows[id]!.entity
  const isEmpty = kept.length === 0 && understood.concepts.length > 0
  return {
    ids: sorted.slice(from).map(entity),
    total: kept.length,
    near: nearOf(asked, candidates, kept.length).map(entity),
    counts,
    marks: understood.concepts.length > 0 ? marksOf(understood) : NO_MARKS,
    relaxed: candidates.relaxed,
    // What found nothing that may be seen is not told: it can be a word of an offer that is still to come.
    corrected: kept.length > 0 ? understood.corrected : null,
    closest: isEmpty ? visibleWords(db, asked, closestWords(query.q, knowledge.lexicon, MOST_CLOSEST * 3)) : [],
  }
}
