import type Database from 'better-sqlite3'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { VisibilityAt } from './moment.server.ts'
import type { StoredColumns } from './write.server.ts'

/** One document as the engine keeps it in memory: its moments, and who it is. */
export type DocumentRow = Omit<StoredColumns, 'facets'> & { entity: string }

/** The values of all documents in two flat arrays: those of document `id` are `list[start[id]]` up to `list[start[id + 1]]`. */
export type Flat = { start: Uint32Array; list: Uint16Array }

/** One facet as a column: the values it has, and by document number the numbers of a document's values. */
export type FacetColumn = {
  names: string[]
  numbers: Map<string, number>
  values: Array<ReadonlyArray<number> | undefined>
  /** Made at the first count after a change. */
  flat: Flat | null
}

/** The columns of all live documents, by document number; kept per process and brought up to date before each search. */
export type Columns = {
  rows: Array<DocumentRow | undefined>
  facets: Map<string, FacetColumn>
  seq: number
  /** What depends on the clock; see moment.server.ts. */
  moment: VisibilityAt | null
}

const kept = new WeakMap<Database.Database, Columns>()

function empty(): Columns {
  return { rows: [], facets: new Map(), seq: 0, moment: null }
}

function columnOf(columns: Columns, facet: string): FacetColumn {
  let column = columns.facets.get(facet)
  if (!column) {
    column = { names: [], numbers: new Map(), values: [], flat: null }
    columns.facets.set(facet, column)
  }
  return column
}

/** The number of a facet's value; new values get the next one. */
function numberOf(column: FacetColumn, value: string): number {
  let number = column.numbers.get(value)
  if (number === undefined) {
    number = column.names.length
    column.names.push(value)
    column.numbers.set(value, number)
  }
  return number
}

function load(columns: Columns, stored: { id: number; entity: string; live: number; columns: string }): void {
  for (const column of columns.facets.values()) {
    column.values[stored.id] = undefined
    column.flat = null
  }
  columns.rows[stored.id] = undefined
  if (!stored.live) return
  const { facets, ...rest } = JSON.parse(stored.columns) as StoredColumns
  columns.rows[stored.id] = { ...rest, entity: stored.entity }
  for (const [facet, list] of Object.entries(facets)) {
    const column = columnOf(columns, facet)
    column.values[stored.id] = list.map((value) => numberOf(column, value))
    column.flat = null
  }
}

/** The columns as the database has them now: one small question a search, and only what changed since is read. */
export function currentColumns(db: Db): Columns {
  const { seq } = prepared(db, 'SELECT coalesce(max(seq), 0) AS seq FROM search_doc').get() as { seq: number }
  let columns = kept.get(db.$client)
  if (columns && seq === columns.seq) return columns
  // Inside a transaction that may be undone, what it changed is read apart and not kept: its numbers can be given out again.
  if (!columns || seq < columns.seq || db.$client.inTransaction) {
    columns = empty()
    if (!db.$client.inTransaction) kept.set(db.$client, columns)
  }
  const changed = prepared(db, 'SELECT id, entity, live, columns FROM search_doc WHERE seq > ? ORDER BY seq')
  for (const stored of changed.iterate(columns.seq)) load(columns, stored as Parameters<typeof load>[1])
  columns.seq = seq
  columns.moment = null
  return columns
}

/** A facet's values as flat arrays for `size` documents: counting ten thousand of them takes some tens of microseconds. */
export function flatOf(column: FacetColumn, size: number): Flat {
  if (column.flat && column.flat.start.length === size + 1) return column.flat
  const start = new Uint32Array(size + 1)
  const list: number[] = []
  for (let id = 0; id < size; id++) {
    start[id] = list.length
    for (const value of column.values[id] ?? []) list.push(value)
  }
  start[size] = list.length
  column.flat = { start, list: Uint16Array.from(list) }
  return column.flat
}

/** Reads one row, whatever the size of the index: throws when the database does not answer. */
export function readOneDocument(db: Db): void {
  prepared(db, 'SELECT 1 FROM search_doc LIMIT 1').get()
}

/** How many documents can be found. */
export function countDocuments(db: Db): number {
  return Number(prepared(db, 'SELECT count(*) FROM search_doc WHERE live = 1').pluck().get())
}
