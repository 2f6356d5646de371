import type Database from 'better-sqlite3'
import type { Db } from './open.server.ts'
import { prepared } from './prepare.server.ts'

type Kept = { version: string; value: unknown }
const kept = new WeakMap<Database.Database, Map<object, Kept>>()
const once = new WeakMap<Database.Database, Map<object, unknown>>()

/** A number that changes whenever anything in the database changes, by this process or by another. Costs some microseconds. */
export function dataVersion(db: Db): string {
  const other = prepared(db, 'SELECT data_version AS v FROM pragma_data_version').pluck().get()
  const own = prepared(db, 'SELECT total_changes()').pluck().get()
  return `${other}:${own}`
}

/** The value of `compute`, worked out again only after the database has changed. Not for use inside a transaction. */
export function cachedUntilChange<T>(db: Db, compute: (db: Db) => T): T {
  let values = kept.get(db.$client)
  if (!values) {
    values = new Map()
    kept.set(db.$client, values)
  }
  const version = dataVersion(db)
  const known = values.get(compute)
  if (known && known.version === version) return known.value as T
  const value = compute(db)
  values.set(compute, { version, value })
  return value
}

/** The value of `make`, made once a connection: for drizzle's prepared queries in hot paths. */
export function oncePerDatabase<T>(db: Db, make: (db: Db) => T): T {
  let values = once.get(db.$client)
  if (!values) {
    values = new Map()
    once.set(db.$client, values)
  }
  if (!values.has(make)) values.set(make, make(db))
  return values.get(make) as T
}
