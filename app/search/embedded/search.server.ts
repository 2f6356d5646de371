import type { Db } from '#db/open.server.ts'
import type { Marks, RelatedQuery, SearchAnswer, SearchEngine, SearchQuery } from '../search-engine.ts'
import type { Knowledge } from '../words/forms.ts'
import { IN_DUTCH, IN_ENGLISH } from '../words/lexicon.ts'
import { marksOf } from '../words/marks.ts'
import { closestWords, type Understanding } from '../words/understand.ts'
import { type Columns, currentColumns } from './columns.server.ts'
import { filterAndCount } from './filter.server.ts'
import { currentKnowledge, understoodOnce } from './knowledge.server.ts'
import { noteMiss } from './misses.server.ts'
import { type VisibilityAt, visibilityAt } from './moment.server.ts'
import { firstByKeys, type SortKey } from './order.server.ts'
import { neededIdeas, type Scores, scoreConcepts } from './score.server.ts'
import { visibleCorrection, visibleWords } from './visible-words.server.ts'

/** One question with all it is answered from. */
type Asked = {
  columns: Columns
  /** What the clock says of the documents, at the moment of the question. */
  moment: VisibilityAt
  knowledge: Knowledge
  query: SearchQuery
  understood: Understanding
}
type Candidates = { ids: Iterable<number>; scores: Scores | null; relaxed: boolean }

const NO_MARKS: Marks = { words: new Set(), beginnings: [] }
const MOST_CLOSEST = 5

function bits(value: number): number {
  let count = 0
  for (let rest = value; rest > 0; rest &= rest - 1) count++
  return count
}

/** All ideas first; only when no visible document has them all, those that have the most, at least half of them. A filter does not relax the words: the page says what it hides. */
function candidatesFor(db: Db, { columns, moment, knowledge, query, understood }: Asked): Candidates {
  const { concepts } = understood
  if (concepts.length === 0) {
    // Signs without a single word find nothing; no query at all finds everything.
    return { ids: query.q.trim() === '' ? columns.rows.keys() : [], scores: null, relaxed: false }
  }
  const { visible, titleWords } = moment
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
function keysFor({ moment, query }: Asked, scores: Scores | null): SortKey[] {
  const { nextStart, nextClosing, publishedAt, titleWords, texts } = moment
  const newest: SortKey[] = [(id) => -publishedAt[id]!, (id) => -id]
  const own = query.language === 'en' ? IN_ENGLISH : query.language === 'nl' ? IN_DUTCH : 0
  const readable: SortKey[] = own ? [(id) => (texts[id]! & own ? 0 : 1)] : []
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
function nearOf(asked: Asked, { scores, relaxed }: Candidates, total: number): number[] {
  const { query, understood } = asked
  const room = query.pageSize - total
  const needed = neededIdeas(understood.concepts)
  if (query.page > 1 || !scores || relaxed || total === 0 || room <= 0 || query.sort !== 'best' || needed.count < 2)
    return []
  const withoutCounts = { ...asked, query: { ...query, count: [] } }
  const { kept } = filterAndCount(withoutCounts, missingOne(scores, needed))
  return firstByKeys(kept, keysFor(asked, scores), room)
}

/** Close words for an empty page. With filters that hide everything they would not help, and counting and suggesting need none. */
function closestOf(db: Db, { columns, moment, knowledge, query }: Asked, { ids, scores }: Candidates): string[] {
  const [first] = scores ? ids : []
  if (!scores || first !== undefined || query.count.length === 0) return []
  const close = closestWords(query.q, knowledge.lexicon, MOST_CLOSEST * 3)
  return visibleWords(db, columns, moment, close).slice(0, MOST_CLOSEST)
}

/** Searches the embedded index: words, filters, counts and one page of ids, in a few statements whatever the number of results. */
export function searchEmbedded(db: Db, query: SearchQuery): SearchAnswer {
  const columns = currentColumns(db)
  const knowledge = currentKnowledge(db)
  const understood = understoodOnce(knowledge, query.q, query.asTyped ?? false)
  const moment = visibilityAt(columns, query.now)
  const asked = { columns, moment, knowledge, query, understood }
  const candidates = candidatesFor(db, asked)
  const { kept, counts } = filterAndCount(asked, candidates.ids)
  const from = (query.page - 1) * query.pageSize
  const sorted = firstByKeys(kept, keysFor(asked, candidates.scores), from + query.pageSize)
  const entity = (id: number) => columns.rows[id]!.entity
  return {
    ids: sorted.slice(from).map(entity),
    total: kept.length,
    near: nearOf(asked, candidates, kept.length).map(entity),
    counts,
    marks: understood.concepts.length > 0 ? marksOf(understood) : NO_MARKS,
    relaxed: candidates.relaxed,
    corrected: kept.length > 0 ? visibleCorrection(db, columns, moment, understood) : null,
    closest: closestOf(db, asked, candidates),
  }
}

function relatedTo(db: Db, { questions, now }: RelatedQuery): string[] {
  const found = questions.flatMap(({ q, facets, most }) => {
    const query = { q, facets, sort: 'best', page: 1, pageSize: most, now, count: [] } as const
    return searchEmbedded(db, query).ids
  })
  return [...new Set(found)]
}

/** The embedded engine behind the port: SQLite FTS5 in the portal's own file, written by the verbs in their own transaction. */
export function embeddedSearch(db: Db): SearchEngine {
  return {
    search: async (query) => searchEmbedded(db, query),
    related: (query) => relatedTo(db, query),
    noteMiss,
  }
}
