import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { isMainThread } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'

declare const file: unique symbol
/** A connection to one of the portal's own files. Its name keeps the type of one file from standing in for another. */
export type DbOf<Name extends string> = BetterSQLite3Database & {
  readonly $client: Database.Database
  readonly [file]?: Name
}
/** The connection to the main database. */
export type Db = DbOf<'koers'>
/** What every connection has, whichever file it is of. */
export type Connection = { readonly $client: Database.Database }

/** How long a command, a migration or the seeding waits while another process writes. */
export const PATIENT_MS = 10_000
/** A server has one thread: while it waits nobody is answered, so it gives up soon and tries again later (app/platform/when-free.server.ts). */
export const SERVING_MS = 20

export type OpenOptions = { onStatement?: (sql: unknown) => void; waitMs?: number }

/** How long this connection waits from now on while another process writes. */
export function waitAtMost(db: Connection, ms: number): void {
  db.$client.exec(`PRAGMA busy_timeout = ${ms}`)
}

/** For a command that writes much: it holds more of the file in memory (64 MB) and moves the journal into it less often. */
export function writeMuch(db: Db): void {
  db.$client.exec('PRAGMA cache_size = -64000; PRAGMA wal_autocheckpoint = 16000')
}

/** Whether something failed only because another process was writing for too long. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // drizzle wraps some errors of SQLite.
  if (!(error instanceof Database.SqliteError)) return isBusy(error.cause)
  return error.code.startsWith('SQLITE_BUSY')
}

/** Connections are few and live as long as the process. */
const keptForLife: unknown[] = []

/**
 * Keeps every statement of a connection and gives it out again for the same SQL. drizzle prepares anew on each call, which costs more
 * than the query; and on Node 24 better-sqlite3 12 ends the process when the collector takes a statement that nobody holds (decision 006).
 */
export function cacheStatements(sqlite: Database.Database): void {
  const known = new Map<string, Database.Statement>()
  keptForLife.push(sqlite, known)
  const prepare = sqlite.prepare.bind(sqlite)
  function prepareOnce(sql: string): Database.Statement {
    const kept = known.get(sql)
    if (kept && !kept.busy) return kept.reader ? kept.raw(false).pluck(false) : kept
    const statement = prepare(sql)
    if (kept) keptForLife.push(statement)
    else known.set(sql, statement)
    return statement
  }
  sqlite.prepare = prepareOnce as typeof sqlite.prepare
}

/** Brings a file up to date with the migrations of this folder. They only go forward. */
export function bringUpToDate(db: BetterSQLite3Database & Connection, folder: string): void {
  const migrations = { migrationsFolder: path.resolve(folder) }
  try {
    migrate(db, migrations)
  } catch (error) {
    if (isBusy(error)) throw error
    // Another process may have done the same migration at the same moment; what is really wrong fails again.
    migrate(db, migrations)
  }
}

/** Connects to a file that is for the portal's own user only, and makes its folder. Each kind of file then sets its own pragmas. */
export function connect(
  file: string | Buffer,
  { onStatement, waitMs = PATIENT_MS }: OpenOptions = {},
): Database.Database {
  if (typeof file === 'string' && file !== ':memory:') {
    mkdirSync(path.dirname(file), { recursive: true })
    // Wishes and owners' addresses are for the portal's own user only. A worker thread has the mask of its process.
    if (isMainThread) process.umask(0o077)
  }
  const sqlite = new Database(file, { timeout: waitMs, ...(onStatement ? { verbose: onStatement } : {}) })
  cacheStatements(sqlite)
  return sqlite
}

/**
 * Opens *a* database (a file, `:memory:`, or a copy in memory of a serialized one) and brings it up to date. Migrations only go forward. `onStatement` hears each statement
 * that runs; `waitMs` is how long the connection waits while another process writes.
 */
export function openDatabase(file: string | Buffer, options: OpenOptions | OpenOptions['onStatement'] = {}): Db {
  const sqlite = connect(file, typeof options === 'function' ? { onStatement: options } : options)
  // By exec: a pragma() leaves a statement behind that nobody keeps.
  sqlite.exec(
    // recursive_triggers: without it INSERT OR REPLACE walks past the triggers that keep the audit log whole. secure_delete: what is deleted is overwritten.
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;
    PRAGMA secure_delete = ON; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY`,
  )
  const db = drizzle(sqlite)
  bringUpToDate(db, 'db/migrations')
  return db
}
