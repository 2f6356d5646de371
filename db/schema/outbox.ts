import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { HAPPENINGS, OUTBOX_ENDS, OUTBOX_LEVELS } from '#app/platform/outbox/vocabulary.ts'

/**
 * What happened, for whoever has to do something about it: written in the transaction of the change, in the file of the change. The main file and the file
 * for confidences both have this table. Ids only, never a name, an address or anything typed. UTC milliseconds: `written_at`, `due_at` and `ended_at` by the
 * portal's clock, `retry_at` and `leased_until` by the machine's.
 */
export function outboxTable() {
  return sqliteTable(
    'outbox',
    {
      /** In the order of the commits. */
      number: integer('number').primaryKey({ autoIncrement: true }),
      /** The same happening written twice is one row. */
      key: text('key').notNull().unique(),
      type: text('type', { enum: HAPPENINGS }).notNull(),
      /** Which records, by what they are. */
      ids: text('ids', { mode: 'json' }).$type<Readonly<Record<string, string>>>().notNull(),
      level: text('level', { enum: OUTBOX_LEVELS }).notNull(),
      writtenAt: integer('written_at').notNull(),
      /** Not before this moment. */
      dueAt: integer('due_at').notNull(),
      /** Who has done their part, by name. */
      doneBy: text('done_by', { mode: 'json' }).$type<ReadonlyArray<string>>().notNull().default([]),
      failures: integer('failures').notNull().default(0),
      /** A code of what went wrong last, never a message. */
      error: text('error'),
      /** After a failure: not before this moment. */
      retryAt: integer('retry_at'),
      /** The process that works on it, by a random name. */
      holder: text('holder'),
      leasedUntil: integer('leased_until'),
      endedAt: integer('ended_at'),
      end: text('end', { enum: OUTBOX_ENDS }),
    },
    (table) => [
      index('outbox_open').on(table.dueAt, table.number).where(sql`ended_at IS NULL`),
      index('outbox_ended').on(table.endedAt).where(sql`ended_at IS NOT NULL`),
    ],
  )
}

/** The outbox of the main file. */
export const outbox = outboxTable()
