import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './people.ts'

/** A file that somebody looks at before it is imported: for an hour, for them alone, and gone once it is applied. */
export const importFiles = sqliteTable('import_files', {
  id: text('id').primaryKey(),
  ownerId: text('owner_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' }),
  kind: text('kind').notNull(),
  /** A name that keeps the keys of two sources apart. */
  source: text('source').notNull(),
  /** What the end of its name says it is. */
  format: text('format', { enum: ['csv', 'jsonl', 'oeapi'] }).notNull(),
  content: blob('content', { mode: 'buffer' }).notNull(),
  /** The unit of lines without one; empty: the institution. */
  unit: text('unit').notNull().default(''),
  /** What it would change, as JSON, once the worker looked at a large file. */
  looked: text('looked'),
  /** What was agreed to when it was to be applied, and how far the worker came with that, as JSON. */
  applying: text('applying'),
  createdAt: integer('created_at').notNull(),
})
