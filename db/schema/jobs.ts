import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Work for later, one row a job (and a record, for work that somebody asked for). `due_at`, `started_at` and `ended_at` are moments of the
 * portal's clock; `retry_at` and `leased_until` of the machine's. UTC milliseconds.
 */
export const jobs = sqliteTable(
  'jobs',
  {
    name: text('name').notNull(),
    /** The id of the record it is done for; empty for a job with a schedule. Never a name or anything typed. */
    record: text('record').notNull(),
    dueAt: integer('due_at').notNull(),
    /** After a failure: not before this moment. */
    retryAt: integer('retry_at'),
    /** The process that works on it, by a random name. */
    holder: text('holder'),
    leasedUntil: integer('leased_until'),
    startedAt: integer('started_at'),
    endedAt: integer('ended_at'),
    tookMs: integer('took_ms'),
    /** Failures one after the other. */
    failures: integer('failures').notNull().default(0),
    /** A code of what went wrong last, never a message; null after a success. */
    error: text('error'),
  },
  (table) => [primaryKey({ columns: [table.name, table.record] })],
)
