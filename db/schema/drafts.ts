import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './people.ts'

/** What somebody filled in of a form with steps and has not sent yet: one row an owner, a form and a record of that form. */
export const drafts = sqliteTable(
  'drafts',
  {
    ownerId: text('owner_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    form: text('form').notNull(),
    /** What the form is about, such as an offer; empty for a form about nothing that is there yet. */
    recordId: text('record_id').notNull(),
    /** What stood in the fields of each step, as JSON. Never confidential (decision 016). */
    content: text('content').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ownerId, table.form, table.recordId] })],
)
