import { type SearchQuery, WHEN_DAYS, WHEN_VALUES } from '../search-engine.ts'
import { type Columns, type Flat, flatOf } from './columns.server.ts'
import type { VisibilityAt } from './moment.server.ts'

/** One facet of a query: its values by name, those of each document, and which were chosen (1 at a chosen value's number). */
type Facet = { name: string; names: ReadonlyArray<string>; flat: Flat; chosen: Uint8Array | null }

const ANY_TIME = WHEN_VALUES.indexOf('any-time')

/** A start within a week is also within a month and a quarter; what can be done at any time says so beside its dates. */
function flatWhen({ nextStart, anyTime }: VisibilityAt, now: number): Flat {
  const start = new Uint32Array(nextStart.length + 1)
  const list: number[] = []
  for (let id = 0; id < nextStart.length; id++) {
    start[id] = list.length
    const wait = nextStart[id]! - now
    if (wait <= WHEN_DAYS.week) list.push(0)
    if (wait <= WHEN_DAYS.month) list.push(1)
    if (wait <= WHEN_DAYS.quarter) list.push(2)
    if (anyTime[id] === 1) list.push(ANY_TIME)
  }
  start[nextStart.length] = list.length
  return { start, list: Uint16Array.from(list) }
}

/** Open for sign-up: something of it still closes. The one value is number 0. */
function flatOpen({ nextClosing }: VisibilityAt): Flat {
  const start = new Uint32Array(nextClosing.length + 1)
  for (let id = 0; id < nextClosing.length; id++) {
    start[id + 1] = start[id]! + (nextClosing[id]! < Number.POSITIVE_INFINITY ? 1 : 0)
  }
  return { start, list: new Uint16Array(start[nextClosing.length]!) }
}

function valuesOf(columns: Columns, moment: VisibilityAt, name: string, now: number): Pick<Facet, 'names' | 'flat'> {
  if (name === 'when') return { names: WHEN_VALUES, flat: flatWhen(moment, now) }
  if (name === 'open') return { names: ['yes'], flat: flatOpen(moment) }
  const column = columns.facets.get(name)
  const size = columns.rows.length
  if (!column) return { names: [], flat: { start: new Uint32Array(size + 1), list: new Uint16Array() } }
  return { names: column.names, flat: flatOf(column, size) }
}

/** The facets to count and those to filter by. A chosen value that no document has matches nothing. */
function facetsOf(columns: Columns, moment: VisibilityAt, query: SearchQuery): Facet[] {
  const filtered = Object.keys(query.facets).filter((name) => (query.facets[name]?.length ?? 0) > 0)
  return [...new Set([...query.count, ...filtered])].map((name) => {
    const { names, flat } = valuesOf(columns, moment, name, query.now)
    const values = query.facets[name]
    const chosen = values?.length ? Uint8Array.from(names, (value) => (values.includes(value) ? 1 : 0)) : null
    return { name, names, flat, chosen }
  })
}

function fits({ flat: { start, list }, chosen }: Facet, id: number): boolean {
  for (let i = start[id]!; i < start[id + 1]!; i++) if (chosen![list[i]!] === 1) return true
  return false
}

/** The place of the one filter that a document fails; -1 when it fails none, -2 when it fails more than one. */
function failing(filters: ReadonlyArray<Facet>, id: number): number {
  let failed = -1
  for (let f = 0; f < filters.length; f++) {
    if (fits(filters[f]!, id)) continue
    if (failed !== -1) return -2
    failed = f
  }
  return failed
}

/** How often each value occurs among these documents. */
function tally(
  { names, flat: { start, list } }: Facet,
  ...groups: ReadonlyArray<ReadonlyArray<number>>
): Record<string, number> {
  const times = new Uint32Array(names.length)
  for (const ids of groups) {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!
      for (let place = start[id]!; place < start[id + 1]!; place++) times[list[place]!]!++
    }
  }
  const met: Record<string, number> = {}
  for (let value = 0; value < names.length; value++) if (times[value]! > 0) met[names[value]!] = times[value]!
  return met
}

/**
 * Keeps the visible documents that fit every chosen facet, and counts: a document that fails one facet only still counts for
 * that facet's other values (disjunctive counts).
 */
export function filterAndCount(
  { columns, moment, query }: { columns: Columns; moment: VisibilityAt; query: SearchQuery },
  candidates: Iterable<number>,
): { kept: number[]; counts: Record<string, Record<string, number>> } {
  const facets = facetsOf(columns, moment, query)
  const filters = facets.filter((facet) => facet.chosen)
  const kept: number[] = []
  const failedOnly: number[][] = filters.map(() => [])
  for (const id of candidates) {
    if (moment.visible[id] !== 1) continue
    const failed = failing(filters, id)
    if (failed === -1) kept.push(id)
    else if (failed >= 0) failedOnly[failed]!.push(id)
  }
  const counts: Record<string, Record<string, number>> = {}
  for (const facet of facets) {
    if (query.count.includes(facet.name))
      counts[facet.name] = tally(facet, kept, failedOnly[filters.indexOf(facet)] ?? [])
  }
  return { kept, counts }
}
