import { and, gte, isNull, lte, or, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'

/** What holds on a day, of a table with `starts_on` and `ends_on`: from its first up to and including its last day. Takes the day twice. */
export const VALID_ON = 'starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)'

/** The same for a question of drizzle. */
export function validOn(from: SQLiteColumn, until: SQLiteColumn, day: string): SQL | undefined {
  return and(lte(from, day), or(isNull(until), gte(until, day)))
}
