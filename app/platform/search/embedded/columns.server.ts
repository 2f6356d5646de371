import type Database from 'better-sqlite3'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { StoredColumns } from './write.server.ts'

/** One document as the engine keeps it in memory: facet values as small numbers, moments as they are. */
export type Row = Omit<StoredColumns, 'facets'> & {
  entity: string
  values: Readonly<Record<string, ReadonlyArray<number>>>
}

/** The facet columns of all live documents, by document number; kept per process and brought up to date before each search. */
export type Columns = {
  rows: Array<Row | undefined>
  /** Value of a facet -> its number, and back. */
  numbers: Map<string, Map<string, number>>
  names: Map<string, string[]>
  seq: number
}

const kept = new WeakMap<Database.Database, Columns>()

function empty(): Columns {
  return { rows: [], numbers: new Map(), names: new Map(), seq: 0 }
}

/** The number of a facet's value; new values get the next one. */
function numberOf(columns: Columns, facet: string, value: string): number {
  let numbers = columns.numbers.get(facet)
  let names = columns.names.get(facet)
  if (!numbers || !names) {
    numbers = new Map()
    names = []
    columns.numbers.set(facet, numbers)
    columns.names.set(facet, names)
  }
  let number = numbers.get(value)
  if (number === undefined) {
    number = names.length
    names.push(value)
    numbers.set(value, number)
  }
  return number
}

function load(columns: Columns, stored: { id: number; entity: string; live: number; columns: string }): void {
  if (!stored.live) {
    columns.rows[stored.id] = undefined
    return
  }
  const { facets, ...rest } = JSON.parse(stored.columns) as StoredColumns
  const values = Object.fromEntries(
    Object.entries(facets).map(([facet, list]) => [facet, list.map((value) => numberOf(columns, facet, value))]),
  )
  columns.rows[stored.id] = { ...rest, entity: stored.entity, values }
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
