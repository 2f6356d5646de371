import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Links that work without signing in: each for one purpose and one record. Of the token only its hash is kept. */
export const links = sqliteTable(
  'links',
  {
    tokenHash: text('token_hash').primaryKey(),
    purpose: text('purpose').notNull(),
    recordId: text('record_id').notNull(),
    /** How often it can still be spent; a link that is only read is never spent. */
    usesLeft: integer('uses_left').notNull(),
    createdAt: integer('created_at').notNull(),
    endsAt: integer('ends_at').notNull(),
  },
  (table) => [index('links_record').on(table.purpose, table.recordId)],
)
