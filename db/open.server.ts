import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'

export type Db = BetterSQLite3Database & { $client: Database.Database }

/** How long a command, a migration or the seeding waits while another process writes. */
export const PATIENT_MS = 10_000
/** A server has one thread: while it waits nobody is answered, so it gives up soon and says so. */
export const SERVING_MS = 1_000

export type OpenOptions = { onStatement?: (sql: unknown) => void; waitMs?: number }

/** How long this connection waits from now on while another process writes. */
export function waitAtMost(db: Db, ms: number): void {
  db.$client.pragma(`busy_timeout = ${ms}`)
}

/** Whether something failed only because another process was writing for too long. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // drizzle wraps some errors of SQLite.
  if (!(error instanceof Database.SqliteError)) return isBusy(error.cause)
  return error.code.startsWith('SQLITE_BUSY')
}

function bringUpToDate(db: Db): void {
  const migrations = { migrationsFolder: path.resolve('db/migrations') }
  try {
    migrate(db, migrations)
  } catch (error) {
    if (isBusy(error)) throw error
    // Another process may have done the same migration at the same moment; what is really wrong fails again.
    migrate(db, migrations)
  }
}

/**
 * Opens *a* database file (or `:memory:`) and brings it up to date. Migrations only go forward. `onStatement` hears each statement
 * that runs; `waitMs` is how long the connection waits while another process writes.
 */
export function openDatabase(file: string, options: OpenOptions | OpenOptions['onStatement'] = {}): Db {
  const { onStatement, waitMs = PATIENT_MS } = typeof options === 'function' ? { onStatement: options } : options
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true })
  const sqlite = new Database(file, { timeout: waitMs, ...(onStatement ? { verbose: onStatement } : {}) })
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('cache_size = -16000')
  const db = drizzle(sqlite)
  bringUpToDate(db)
  return db
}
