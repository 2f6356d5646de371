import type { Db } from '#db/open.server.ts'
import { queryWords } from '../fold.ts'
import type { SearchAnswer, SearchQuery } from '../search-engine.ts'
import { type Columns, currentColumns } from './columns.server.ts'
import { filterAndCount } from './filter.server.ts'
import { momentOf } from './moment.server.ts'
import { firstByKeys, type Key } from './order.server.ts'
import { type Scores, scoreWords } from './score.server.ts'

type Candidates = { ids: Iterable<number>; scores: Scores | null; searched: string[]; relaxed: boolean }

function bits(value: number): number {
  let count = 0
  for (let rest = value; rest > 0; rest &= rest - 1) count++
  return count
}

/** All words first; only when no visible document has them all, those that miss one. A filter does not relax the words: the page says what it hides. */
function candidatesFor(db: Db, columns: Columns, query: SearchQuery): Candidates {
  const searched = queryWords(query.q)
  if (searched.length === 0) {
    // Signs without a single word find nothing; no query at all finds everything.
    return { ids: query.q.trim() === '' ? columns.rows.keys() : [], scores: null, searched, relaxed: false }
  }
  const scores = scoreWords(db, searched, columns.rows.length)
  const every = (1 << searched.length) - 1
  const { visible } = momentOf(columns, query.now)
  const all = scores.hits.filter((id) => scores.found[id] === every && visible[id] === 1)
  if (all.length > 0 || searched.length === 1) return { ids: all, scores, searched, relaxed: false }
  const most = scores.hits.filter((id) => bits(scores.found[id] ?? 0) >= searched.length - 1)
  return { ids: most, scores, searched, relaxed: most.length > 0 }
}

/** What to sort by, first to last. Without words the best match is what comes up first. */
function keysFor(columns: Columns, query: SearchQuery, scores: Scores | null): Key[] {
  const { nextStart, nextClosing, publishedAt, titleWords } = momentOf(columns, query.now)
  const newest: Key[] = [(id) => -publishedAt[id]!, (id) => -id]
  switch (query.sort) {
    case 'best':
      return scores
        ? [(id) => -scores.score[id]!, (id) => titleWords[id]!, ...newest]
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

/** Searches the embedded index: words, filters, counts and one page of ids, in a few statements whatever the number of results. */
export function searchEmbedded(db: Db, query: SearchQuery): SearchAnswer {
  const columns = currentColumns(db)
  const { ids, scores, searched, relaxed } = candidatesFor(db, columns, query)
  const { kept, counts } = filterAndCount(columns, query, ids)
  const from = (query.page - 1) * query.pageSize
  const sorted = firstByKeys(kept, keysFor(columns, query, scores), from + query.pageSize)
  return {
    ids: sorted.slice(from).map((id) => columns.rows[id]!.entity),
    total: kept.length,
    counts,
    searched,
    relaxed,
  }
}
