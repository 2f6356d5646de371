import type { Db } from '#db/open.server.ts'
import { queryWords } from '../fold.ts'
import type { SearchAnswer, SearchQuery } from '../search-engine.ts'
import { type Columns, currentColumns } from './columns.server.ts'
import { filterAndCount, nextClosing, nextStart } from './filter.server.ts'
import { type Scores, scoreWords } from './score.server.ts'

type Candidates = { ids: Iterable<number>; scores: Scores | null; searched: string[]; relaxed: boolean }

function bits(value: number): number {
  let count = 0
  for (let rest = value; rest > 0; rest &= rest - 1) count++
  return count
}

/** All words first; only when no document has them all, those that miss one. */
function candidatesFor(db: Db, columns: Columns, query: SearchQuery): Candidates {
  const searched = queryWords(query.q)
  if (searched.length === 0) {
    // Signs without a single word find nothing; no query at all finds everything.
    return { ids: query.q.trim() === '' ? columns.rows.keys() : [], scores: null, searched, relaxed: false }
  }
  const scores = scoreWords(db, searched, columns.rows.length)
  const every = (1 << searched.length) - 1
  const all = scores.hits.filter((id) => scores.found[id] === every)
  if (all.length > 0 || searched.length === 1) return { ids: all, scores, searched, relaxed: false }
  const most = scores.hits.filter((id) => bits(scores.found[id] ?? 0) >= searched.length - 1)
  return { ids: most, scores, searched, relaxed: most.length > 0 }
}

function compareBy(columns: Columns, query: SearchQuery, scores: Scores | null): (a: number, b: number) => number {
  const row = (id: number) => columns.rows[id]!
  const soonest = (a: number, b: number) => {
    const first = nextStart(row(a), query.now)
    const second = nextStart(row(b), query.now)
    return first === second ? 0 : first - second
  }
  const closing = (a: number, b: number) => {
    const first = nextClosing(row(a), query.now)
    const second = nextClosing(row(b), query.now)
    return first === second ? 0 : first - second
  }
  const newest = (a: number, b: number) => row(b).publishedAt - row(a).publishedAt || b - a
  const shortest = (a: number, b: number) => row(a).titleWords - row(b).titleWords
  switch (query.sort) {
    case 'best':
      return scores
        ? (a, b) => (scores.score[b] ?? 0) - (scores.score[a] ?? 0) || shortest(a, b) || newest(a, b)
        : (a, b) => soonest(a, b) || newest(a, b)
    case 'soonest':
      return (a, b) => soonest(a, b) || newest(a, b)
    case 'closing':
      return (a, b) => closing(a, b) || newest(a, b)
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
  kept.sort(compareBy(columns, query, scores))
  const from = (query.page - 1) * query.pageSize
  return {
    ids: kept.slice(from, from + query.pageSize).map((id) => columns.rows[id]!.entity),
    total: kept.length,
    counts,
    searched,
    relaxed,
  }
}
