import type Database from 'better-sqlite3'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { StoredColumns } from './write.server.ts'

/** One document as the engine keeps it in memory: its moments, and who it is. */
export type Row = Omit<StoredColumns, 'facets'> & { entity: string }

/** One facet as a column: the values it has, and by document number the numbers of a document's values. */
export type FacetColumn = {
  names: string[]
  numbers: Map<string, number>
  values: Array<ReadonlyArray<number> | undefined>
}

/** The columns of all live documents, by document number; kept per process and brought up to date before each search. */
export type Columns = { rows: Array<Row | undefined>; facets: Map<string, FacetColumn>; seq: number }

const kept = new WeakMap<Database.Database, Columns>()

function empty(): Columns {
  return { rows: [], facets: new Map(), seq: 0 }
}

function columnOf(columns: Columns, facet: string): FacetColumn {
  let column = columns.facets.get(facet)
  if (!column) {
    column = { names: [], numbers: new Map(), values: [] }
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
  for (const column of columns.facets.values()) column.values[stored.id] = undefined
  columns.rows[stored.id] = undefined
  if (!stored.live) return
  const { facets, ...rest } = JSON.parse(stored.columns) as StoredColumns
  columns.rows[stored.id] = { ...rest, entity: stored.entity }
  for (const [facet, list] of Object.entries(facets)) {
    const column = columnOf(columns, facet)
    column.values[stored.id] = list.map((value) => numberOf(column, value))
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
  return columns
}

/** How many documents can be found. */
export function countDocuments(db: Db): number {
  return Number(prepared(db, 'SELECT count(*) FROM search_doc WHERE live = 1').pluck().get())
}
