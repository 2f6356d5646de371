import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { SIGN_UP_ENDS, SIGN_UP_HOLDS, SIGN_UP_STATES } from '#app/features/sign-up/vocabulary.ts'
import { sessions } from './catalogue.ts'
import { people } from './people.ts'

/** That somebody asked for a place in a session, and what became of it. Triggers count in `sessions` how many hold a place and how many a number in the list. */
export const signUps = sqliteTable(
  'sign_ups',
  {
    id: text('id').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id),
    personId: text('person_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** The part of the session that was booked; empty for a session that is one whole. */
    slotId: text('slot_id').notNull().default(''),
    state: text('state', { enum: SIGN_UP_STATES }).notNull(),
    /** A place, a number in the waiting list, or nothing any more. Whether it was approved is another question: that is what the state says. */
    holds: text('holds', { enum: SIGN_UP_HOLDS }).notNull(),
    /** In which order was asked, per session: who asked earlier has the lower number, for always. */
    number: integer('number').notNull(),
    /** The language of mails, entries and lists: that of the person when they signed up. */
    language: text('language', { enum: ['nl', 'en'] }).notNull(),
    /** What was answered to the session's questions: the question's id and the answer. */
    answers: text('answers', { mode: 'json' }).notNull().default({}),
    askedAt: integer('asked_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    /** Until when a place that became free is kept for who is next; null unless it is offered. */
    offeredUntil: integer('offered_until'),
    /** Why it ended; null while it has not. */
    ended: text('ended', { enum: SIGN_UP_ENDS }),
    /** Whether it was ended after the day until which that was free. */
    late: integer('late', { mode: 'boolean' }).notNull().default(false),
    /** Counts up with everything somebody is told of it, as calendars want to know. */
    sequence: integer('sequence').notNull().default(0),
  },
  (table) => [
    uniqueIndex('sign_ups_number').on(table.sessionId, table.number),
    // Nobody has two at once for a session, nor two parts of it.
    uniqueIndex('sign_ups_once').on(table.sessionId, table.personId).where(sql`holds <> 'nothing'`),
    index('sign_ups_person').on(table.personId),
    index('sign_ups_next').on(table.sessionId, table.slotId, table.holds, table.number),
    index('sign_ups_offered').on(table.offeredUntil).where(sql`offered_until IS NOT NULL`),
  ],
)
