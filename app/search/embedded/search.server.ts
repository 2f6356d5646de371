import type { Db } from '#db/open.server.ts'
import type { Marks, SearchAnswer, SearchQuery } from '../search-engine.ts'
import type { Knowledge } from '../words/forms.ts'
import { IN_DUTCH, IN_ENGLISH } from '../words/lexicon.ts'
import { marksOf } from '../words/marks.ts'
import { closestWords, type Understanding } from '../words/understand.ts'
import { type Columns, currentColumns } from './columns.server.ts'
import { filterAndCount } from './filter.server.ts'
import { currentKnowledge, understoodOnce } from './knowledge.server.ts'
import { momentOf } from './moment.server.ts'
import { firstByKeys, type Key } from './order.server.ts'
import { neededIdeas, type Scores, scoreConcepts } from './score.server.ts'
import { visibleCorrection, visibleWords } from './visible-words.server.ts'

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
  const needed = neededIdeas(concepts)
  const all = scores.hits.filter((id) => (scores.found[id]! & needed.mask) === needed.mask && visible[id] === 1)
  if (all.length > 0 || needed.count === 1) return { ids: all, scores, relaxed: false }
  const most = withMostIdeas(scores, needed, visible)
  return { ids: most, scores, relaxed: most.length > 0 }
}

type Needed = ReturnType<typeof neededIdeas>

/** The visible documents that have as many ideas as any has, when that is half of them or more. */
function withMostIdeas({ hits, found }: Scores, { mask, count }: Needed, visible: Uint8Array): number[] {
  const seen = hits.filter((id) => visible[id] === 1)
  const most = seen.reduce((best, id) => Math.max(best, bits(found[id]! & mask)), 0)
  return most > 0 && most >= Math.ceil(count / 2) ? seen.filter((id) => bits(found[id]! & mask) === most) : []
}

function missingOne({ hits, found }: Scores, { mask, count }: Needed): number[] {
  return hits.filter((id) => bits(found[id]! & mask) === count - 1)
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
  const needed = neededIdeas(understood.concepts)
  if (query.page > 1 || !scores || relaxed || total === 0 || room <= 0 || query.sort !== 'best' || needed.count < 2)
    return []
  const { kept } = filterAndCount(columns, { ...query, count: [] }, missingOne(scores, needed))
  return firstByKeys(kept, keysFor(columns, query, scores), room)
}

/** Close words for an empty page. With filters that hide everything they would not help, and counting and suggesting need none. */
function closestOf(db: Db, { columns, knowledge, query }: Asked, { ids, scores }: Candidates): string[] {
  const [first] = scores ? ids : []
  if (!scores || first !== undefined || query.count.length === 0) return []
  const close = closestWords(query.q, knowledge.lexicon, MOST_CLOSEST * 3)
  return visibleWords(db, columns, query.now, close).slice(0, MOST_CLOSEST)
}

/** Searches the embedded index: words, filters, counts and one page of ids, in a few statements whatever the number of results. */
export function searchEmbedded(db: Db, query: SearchQuery): SearchAnswer {
  const columns = currentColumns(db)
  const knowledge = currentKnowledge(db)
  const understood = understoodOnce(knowledge, query.q, query.asTyped ?? false)
  const asked = { columns, knowledge, query, understood }
  const candidates = candidatesFor(db, asked)
  const { kept, counts } = filterAndCount(columns, query, candidates.ids)
  const from = (query.page - 1) * query.pageSize
  const sorted = firstByKeys(kept, keysFor(columns, query, candidates.scores), from + query.pageSize)
  const entity = (id: number) => columns.rows[id]!.entity
  return {
    ids: sorted.slice(from).map(entity),
    total: kept.length,
    near: nearOf(asked, candidates, kept.length).map(entity),
    counts,
    marks: understood.concepts.length > 0 ? marksOf(understood) : NO_MARKS,
    relaxed: candidates.relaxed,
    corrected: kept.length > 0 ? visibleCorrection(db, columns, understood, query.now) : null,
    closest: closestOf(db, asked, candidates),
  }
}
