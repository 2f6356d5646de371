import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { people } from './people.ts'

/** The address at which somebody's own program reads their sessions; its token is a link (`links`). One a person. */
export const calendarFeeds = sqliteTable('calendar_feeds', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** Every entry is called the same, without place, text or address. */
  neutral: integer('neutral', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
  /** When it was last read; null while nobody has. */
  fetchedAt: integer('fetched_at'),
})
