import { type SearchQuery, WHEN_DAYS, WHEN_VALUES, type When } from '../search-engine.ts'
import type { Columns, Row } from './columns.server.ts'

/** What a document answers for one facet, and whether it fits what was chosen. */
type Facet = {
  name: string
  chosen: ReadonlySet<number> | null
  valuesOf: (row: Row) => ReadonlyArray<number>
  names: ReadonlyArray<string>
}

const NONE: ReadonlyArray<number> = []
const OPEN: ReadonlyArray<number> = [0]

export function nextStart(row: Row, now: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const start of row.starts) if (start > now && start < next) next = start
  return next
}

export function nextClosing(row: Row, now: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const until of row.openUntil) if (until > now && until < next) next = until
  return next
}

function whenOf(row: Row, now: number): number[] {
  const next = nextStart(row, now)
  const values = WHEN_VALUES.flatMap((when: When, number) =>
    when === 'any-time' ? (row.anyTime ? [number] : []) : next - now <= WHEN_DAYS[when] ? [number] : [],
  )
  return values
}

/** The facets of a query: those to count and those to filter by. A chosen value that no document has matches nothing. */
function facetsOf(columns: Columns, query: SearchQuery): Facet[] {
  const names = new Set([
    ...query.count,
    ...Object.keys(query.facets).filter((name) => (query.facets[name]?.length ?? 0) > 0),
  ])
  return [...names].map((name) => {
    const known: ReadonlyArray<string> =
      name === 'when' ? WHEN_VALUES : name === 'open' ? ['yes'] : (columns.names.get(name) ?? [])
    const chosen = query.facets[name]
    const valuesOf =
      name === 'when'
        ? (row: Row) => whenOf(row, query.now)
        : name === 'open'
          ? (row: Row) =>
              nextClosing(row, query.now) > query.now && row.openUntil.some((until) => until > query.now) ? OPEN : NONE
          : (row: Row) => row.values[name] ?? NONE
    return {
      name,
      names: known,
      valuesOf,
      chosen: chosen?.length ? new Set(chosen.map((value) => known.indexOf(value))) : null,
    }
  })
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
  const tallies = facets.map((facet) => new Uint32Array(facet.names.length))
  const counted = facets.map((facet) => query.count.includes(facet.name))
  const values: Array<ReadonlyArray<number>> = facets.map(() => NONE)
  const kept: number[] = []
  for (const id of candidates) {
    const row = columns.rows[id]
    if (!row || row.visibleFrom > query.now || row.visibleUntil <= query.now) continue
    let failed = -1
    let failures = 0
    for (let f = 0; f < facets.length && failures < 2; f++) {
      const facet = facets[f]!
      const own = facet.valuesOf(row)
      values[f] = own
      if (facet.chosen && !own.some((value) => facet.chosen?.has(value))) {
        failed = f
        failures++
      }
    }
    if (failures > 1) continue
    if (failures === 0) kept.push(id)
    for (let f = 0; f < facets.length; f++) {
      if (!counted[f] || (failures === 1 && f !== failed)) continue
      const tally = tallies[f]!
      for (const value of values[f]!) tally[value] = (tally[value] ?? 0) + 1
    }
  }
  const counts: Record<string, Record<string, number>> = {}
  for (const [f, facet] of facets.entries()) {
    if (!counted[f]) continue
    counts[facet.name] = Object.fromEntries(
      facet.names.flatMap((name, number) => ((tallies[f]?.[number] ?? 0) > 0 ? [[name, tallies[f]![number]!]] : [])),
    )
  }
  return { kept, counts }
}
