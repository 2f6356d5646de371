import type Database from 'better-sqlite3'
import type { Db } from './open.server.ts'

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>()

/** The statement for this SQL, prepared once a connection. For hot paths and for the `search_*` tables, which drizzle does not know. */
export function prepared(db: Db, sql: string): Database.Statement {
  let known = statements.get(db.$client)
  if (!known) {
    known = new Map()
    statements.set(db.$client, known)
  }
  let statement = known.get(sql)
  if (!statement) {
    statement = db.$client.prepare(sql)
    known.set(sql, statement)
  }
  return statement
}
