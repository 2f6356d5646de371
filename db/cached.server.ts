import type Database from 'better-sqlite3'
import type { Db } from './open.server.ts'
import { prepared } from './prepare.server.ts'

/**
 * What cached values are made from: the offer with its names, the portal's settings, what a search answers beside the offer, seats, and the
 * names of people. Triggers count up the version of a topic when one of its tables changes (decision 003).
 */
export const TOPICS = ['catalogue', 'portal', 'search', 'people', 'seats'] as const
export type Topic = (typeof TOPICS)[number]
export type TopicVersions = Readonly<Record<Topic, number>>

type Row = Record<Exclude<Topic, 'seats'>, number> & { seats: number; seatsBefore: number }
type Cached = { version: string; value: unknown }
const cached = new WeakMap<Database.Database, Map<object, Cached>>()
const once = new WeakMap<Database.Database, Map<object, unknown>>()

const READ = 'SELECT catalogue, portal, search, people, seats, seats_before AS seatsBefore FROM topic_versions'
/** Seats count at most once in this long: what shows them may be so old. The trigger has the same figure. */
export const SEATS_MS = 5_000

/** The version of every topic: one row, whoever wrote it. `at` is the machine's clock: seats count when their span of five seconds has ended. */
export function topicVersions(db: Db, at: number = Date.now()): TopicVersions {
  const { seats, seatsBefore, ...rest } = prepared(db, READ).get() as Row
  return { ...rest, seats: seats < Math.floor(at / SEATS_MS) ? seats : seatsBefore }
}

/** One text for the versions of these topics: it differs when anything in one of them has changed. */
export function versionOf(db: Db, ...topics: ReadonlyArray<Topic>): string {
  const versions = topicVersions(db)
  return topics.map((topic) => versions[topic]).join('.')
}

/** The value of `compute`, worked out again only after something in these topics has changed. Inside a transaction, which may be undone, it is not cached. */
export function cachedUntilChange<T>(db: Db, topics: ReadonlyArray<Topic>, compute: (db: Db) => T): T {
  if (db.$client.inTransaction) return compute(db)
  let values = cached.get(db.$client)
  if (!values) {
    values = new Map()
    cached.set(db.$client, values)
  }
  const version = versionOf(db, ...topics)
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
