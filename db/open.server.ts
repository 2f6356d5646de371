import { mkdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'

export type Db = BetterSQLite3Database & { $client: Database.Database }

/** Opens *a* database file (or `:memory:`) and brings it up to date. Migrations only go forward. `onStatement` hears each statement that runs. */
export function openDatabase(file: string, onStatement?: () => void): Db {
  if (file !== ':memory:') mkdirSync(path.dirname(file), { recursive: true })
  const sqlite = new Database(file, onStatement ? { verbose: onStatement } : {})
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  sqlite.pragma('cache_size = -16000')
  const db = drizzle(sqlite)
  migrate(db, { migrationsFolder: path.resolve('db/migrations') })
  return db
}
