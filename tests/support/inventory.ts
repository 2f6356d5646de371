import type Database from 'better-sqlite3'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { File, Line } from '#app/platform/inventory/line.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { openConfidential } from '#db/confidential/open.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { openDatabase } from '#db/open.server.ts'

export type Column = { file: File; table: string; column: string; type: string }

export const nameOf = ({ file, table, column }: Omit<Column, 'type'>) => `${file}:${table}.${column}`

/** Every column of every table of a database as it really is; a virtual table counts, the shadows in which SQLite keeps it do not. */
export function columnsOf(file: File, sqlite: Database.Database): Column[] {
  const tables = sqlite
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .pluck()
    .all() as string[]
  return tables.flatMap((table) =>
    (
      sqlite.prepare('SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0').all(table) as Array<{
        name: string
        type: string
      }>
    ).map(({ name, type }) => ({ file, table, column: name, type })),
  )
}

function tablesIn(files: Record<string, object>): SQLiteTable[] {
  return Object.values(files)
    .flatMap((file) => Object.values(file))
    .filter((one) => is(one, SQLiteTable))
}

/** The tables of each schema, with their file. */
const SCHEMA: ReadonlyArray<{ file: File; table: SQLiteTable }> = [
  ...tablesIn(import.meta.glob<object>('../../db/schema/*.ts', { eager: true })).map((table) => ({
    file: 'koers' as const,
    table,
  })),
  ...tablesIn(import.meta.glob<object>('../../db/confidential/*schema.ts', { eager: true })).map((table) => ({
    file: 'confidential' as const,
    table,
  })),
]

/** The tables of db/schema and db/confidential. */
export const SCHEMA_TABLES = SCHEMA.map(({ table }) => getTableName(table))

/** Every column of every file of the portal as a new portal has it. */
export function allColumns(): Column[] {
  return [
    ...columnsOf('koers', openDatabase(':memory:').$client),
    ...columnsOf('auth', openAuthStore(':memory:')),
    ...columnsOf('confidential', openConfidential(':memory:').$client),
    ...columnsOf('data-keys', openDataKeyStore(':memory:').$client),
  ]
}

/** The columns of the schema that only platform/crypto can fill: those of the type `sealed`. */
export function sealedColumns(): string[] {
  return SCHEMA.flatMap(({ file, table }) =>
    Object.values(getTableColumns(table))
      .filter((column) => column.columnType === 'SQLiteCustomColumn' && column.getSQLType() === 'blob')
      .map((column) => nameOf({ file, table: getTableName(table), column: column.name })),
  )
}

/** What is wrong between the inventory and the databases as they are, as sentences. */
export function inventoryProblems(
  lines: ReadonlyArray<Line>,
  columns: ReadonlyArray<Column>,
  sealed: ReadonlyArray<string>,
): string[] {
  const there = new Map(columns.map((column) => [nameOf(column), column]))
  const named = lines.map(nameOf)
  const confidential = new Set(lines.filter(({ level }) => level === 'confidential').map(nameOf))
  return [
    ...[...there.keys()].filter((name) => !named.includes(name)).map((name) => `${name} has no line`),
    ...named.filter((name) => !there.has(name)).map((name) => `${name} has a line and is no column`),
    ...named.filter((name, place) => named.indexOf(name) < place).map((name) => `${name} has two lines`),
    ...[...confidential]
      .filter((name) => !sealed.includes(name) || there.get(name)?.type.toUpperCase() !== 'BLOB')
      .map((name) => `${name} is confidential and not sealed`),
    ...sealed.filter((name) => !confidential.has(name)).map((name) => `${name} is sealed and not confidential`),
    ...lines
      .filter(({ table, level }) => table.startsWith('search_') && level !== 'public' && level !== 'internal')
      .map((line) => `${nameOf(line)} is ${line.level} and part of the search`),
    ...lines
      .filter(({ level, basis }) => (level === 'personal' || level === 'confidential') && basis === 'no-person')
      .map((line) => `${nameOf(line)} is ${line.level} for a purpose without people`),
    ...lines
      .filter(({ level, erase }) => (level === 'personal' || level === 'confidential') && erase === 'none')
      .map((line) => `${nameOf(line)} is ${line.level} and never erased`),
    ...lines
      .filter(({ level, seenBy }) => level === 'confidential' && seenBy.includes('everyone'))
      .map((line) => `${nameOf(line)} is confidential and seen by everyone`),
  ]
}
