import type Database from 'better-sqlite3'
import type { Connection } from './open.server.ts'

/** The statement for this SQL; a connection prepares it once. For hot paths and for the `search_*` tables, which drizzle does not know. */
export function prepared(db: Connection, sql: string): Database.Statement {
  return db.$client.prepare(sql)
}
