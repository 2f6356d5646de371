import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { offers } from './catalogue.ts'

/** What a passer-by says is wrong or missing on a page; nobody knows who. */
export const remarks = sqliteTable(
  'remarks',
  {
    id: text('id').primaryKey(),
    language: text('language', { enum: ['nl', 'en'] }).notNull(),
    /** The path of the page, without its query. */
    page: text('page').notNull(),
    /** Whose offer the page is of; null for any other page. */
    offerId: text('offer_id').references(() => offers.id, { onDelete: 'set null' }),
    words: text('words').notNull(),
    createdAt: integer('created_at').notNull(),
    /** When a publisher was done with it. */
    doneAt: integer('done_at'),
  },
  (table) => [index('remarks_open').on(table.doneAt, table.createdAt)],
)
