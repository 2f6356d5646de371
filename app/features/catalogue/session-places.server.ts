import { sql } from 'drizzle-orm'
import { sessions } from '#db/schema/catalogue.ts'

/** How many places of a session are taken, here and elsewhere, for a statement. */
export const takenPlaces = sql<number>`(${sessions.seatsTaken} + ${sessions.signedUp})`
/** How many wait for a place, here and elsewhere. */
export const waitingForPlaces = sql<number>`(${sessions.waiting} + ${sessions.listed})`
