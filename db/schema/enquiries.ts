import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ENQUIRY_STATES, MESSAGE_SIDES } from '#app/features/enquiries/vocabulary.ts'
import { offers } from './catalogue.ts'
import { people } from './people.ts'

/** A question of somebody to the owners of an offer. Who may answer it is looked up when they read it: it is not stored here. */
export const enquiries = sqliteTable(
  'enquiries',
  {
    id: text('id').primaryKey(),
    offerId: text('offer_id')
      .notNull()
      .references(() => offers.id),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    language: text('language', { enum: ['nl', 'en'] }).notNull(),
    state: text('state', { enum: ENQUIRY_STATES }).notNull(),
    createdAt: integer('created_at').notNull(),
    /** When the last word was said. */
    updatedAt: integer('updated_at').notNull(),
    /** From when it is kept for a time only: it was answered, withdrawn, closed or sent back. Null while somebody has to answer. */
    endedAt: integer('ended_at'),
  },
  (table) => [index('enquiries_offer').on(table.offerId, table.state), index('enquiries_person').on(table.personId)],
)

/** What was said in it, in the order in which it was said: own words, in no log and no index. */
export const enquiryMessages = sqliteTable(
  'enquiry_messages',
  {
    id: text('id').primaryKey(),
    enquiryId: text('enquiry_id')
      .notNull()
      .references(() => enquiries.id, { onDelete: 'cascade' }),
    side: text('side', { enum: MESSAGE_SIDES }).notNull(),
    /** A person's id; it leads to nobody once they are erased. */
    authorId: text('author_id').notNull(),
    words: text('words').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('enquiry_messages_enquiry').on(table.enquiryId, table.createdAt)],
)
