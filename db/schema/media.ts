import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { MEDIA_PLACES, MEDIA_STATES } from '#app/features/media/vocabulary.ts'

/**
 * A picture, film or captions that somebody gave for an offer. The files themselves are in the folder of media: as given only until we made our own,
 * under a random name that is the key here.
 */
export const mediaFiles = sqliteTable(
  'media_files',
  {
    name: text('name').primaryKey(),
    /** The offer it was given for, also of one that is not there yet. */
    offerId: text('offer_id').notNull(),
    place: text('place', { enum: MEDIA_PLACES }).notNull(),
    state: text('state', { enum: MEDIA_STATES }).notNull(),
    /** Why it was refused, by a code. */
    problem: text('problem'),
    /** What an offer names it by: of a picture with its size, of a film with its type. */
    file: text('file'),
    bytes: integer('bytes').notNull(),
    addedAt: integer('added_at').notNull(),
  },
  (table) => [index('media_files_offer').on(table.offerId), index('media_files_added').on(table.addedAt)],
)
