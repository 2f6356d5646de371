import { type SearchQuery, WHEN_DAYS, WHEN_VALUES } from '../search-engine.ts'
import type { Columns, Row } from './columns.server.ts'

/** One facet of a query: what it can have, what was chosen, and how often each value was met. */
type Facet = {
  name: string
  names: ReadonlyArray<string>
  valuesOf: (id: number, row: Row) => ReadonlyArray<number>
  chosen: ReadonlySet<number> | null
  tally: Uint32Array | null
}

const NONE: ReadonlyArray<number> = []
const OPEN: ReadonlyArray<number> = [0]
/** The answers for `when`, made once: a start within a week is also within a month; without dates, or beside them, at any time. */
const WITHIN: ReadonlyArray<ReadonlyArray<number>> = [[0, 1, 2], [1, 2], [2], []]
const ANY_TIME = WHEN_VALUES.indexOf('any-time')
const OR_ANY_TIME = WITHIN.map((list) => [...list, ANY_TIME])

function earliestAfter(moments: ReadonlyArray<number>, now: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const moment of moments) if (moment > now && moment < next) next = moment
  return next
}

/** The first start to come, or infinity. */
export function nextStart(row: Row, now: number): number {
  return earliestAfter(row.starts, now)
}

/** The next moment at which sign-up for something of it closes, or infinity when there is none. */
export function nextClosing(row: Row, now: number): number {
  return earliestAfter(row.openUntil, now)
}

function whenOf(row: Row, now: number): ReadonlyArray<number> {
  const wait = nextStart(row, now) - now
  const place = wait <= WHEN_DAYS.week ? 0 : wait <= WHEN_DAYS.month ? 1 : wait <= WHEN_DAYS.quarter ? 2 : 3
  return (row.anyTime ? OR_ANY_TIME[place] : WITHIN[place]) ?? NONE
}

/** How a facet answers: `when` and `open` from the clock, the others from their column. */
function answers(columns: Columns, name: string, now: number): Pick<Facet, 'names' | 'valuesOf'> {
  if (name === 'when') return { names: WHEN_VALUES, valuesOf: (_, row) => whenOf(row, now) }
  if (name === 'open') {
    return { names: ['yes'], valuesOf: (_, row) => (nextClosing(row, now) < Number.POSITIVE_INFINITY ? OPEN : NONE) }
  }
  const column = columns.facets.get(name)
  if (!column) return { names: [], valuesOf: () => NONE }
  const { names, values } = column
  return { names, valuesOf: (id) => values[id] ?? NONE }
}

/** The facets to count and those to filter by. A chosen value that no document has matches nothing. */
function facetsOf(columns: Columns, query: SearchQuery): Facet[] {
  const filtered = Object.keys(query.facets).filter((name) => (query.facets[name]?.length ?? 0) > 0)
  return [...new Set([...query.count, ...filtered])].map((name) => {
    const { names, valuesOf } = answers(columns, name, query.now)
    const chosen = query.facets[name]
    return {
      name,
      names,
      valuesOf,
      chosen: chosen?.length ? new Set(chosen.map((value) => names.indexOf(value))) : null,
      tally: query.count.includes(name) ? new Uint32Array(names.length) : null,
    }
  })
}

function add(tally: Uint32Array | null, values: ReadonlyArray<number>): void {
  if (tally) for (const value of values) tally[value] = (tally[value] ?? 0) + 1
}

function fits(chosen: ReadonlySet<number>, values: ReadonlyArray<number>): boolean {
  for (const value of values) if (chosen.has(value)) return true
  return false
}

/** The one chosen facet that a document fails, if it is one. */
function failing(filters: ReadonlyArray<Facet>, id: number, row: Row): Facet | 'none' | 'many' {
  let failed: Facet | 'none' = 'none'
  for (const facet of filters) {
    if (!facet.chosen || fits(facet.chosen, facet.valuesOf(id, row))) continue
    if (failed !== 'none') return 'many'
    failed = facet
  }
  return failed
}

/**
 * Keeps the visible documents that fit every chosen facet, and counts in the same pass: a document that fails one facet
 * only still counts for that facet's other values (disjunctive counts).
 */
export function filterAndCount(
  columns: Columns,
  query: SearchQuery,
  candidates: Iterable<number>,
): { kept: number[]; counts: Record<string, Record<string, number>> } {
  const facets = facetsOf(columns, query)
  const filters = facets.filter((facet) => facet.chosen)
  const counted = facets.filter((facet) => facet.tally)
  const kept: number[] = []
  for (const id of candidates) {
    const row = columns.rows[id]
    if (!row || row.visibleFrom > query.now || row.visibleUntil <= query.now) continue
    const failed = failing(filters, id, row)
    if (failed === 'none') {
      kept.push(id)
      for (const facet of counted) add(facet.tally, facet.valuesOf(id, row))
    } else if (failed !== 'many') add(failed.tally, failed.valuesOf(id, row))
  }
  const counts = counted.map(({ name, names, tally }): [string, Record<string, number>] => {
    const met = names.flatMap((value, number): Array<[string, number]> => {
      const times = tally?.[number] ?? 0
      return times > 0 ? [[value, times]] : []
    })
    return [name, Object.fromEntries(met)]
  })
  return { kept, counts: Object.fromEntries(counts) }
}
