import { and, asc, eq, inArray, isNotNull, lte, max, ne } from 'drizzle-orm'
import { findVisibleOffer } from '#app/features/catalogue/asked.server.ts'
import { type Offer, readOffer, type Session } from '#app/features/catalogue/offer-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { sessions } from '#db/schema/catalogue.ts'
import { signUps } from '#db/schema/sign-ups.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { Places } from './place-rules.ts'

export type StoredSignUp = typeof signUps.$inferSelect

/** A session with its offer, whether or not it is shown; null when it is not there. */
export function readSession(db: Db, sessionId: string): { offer: Offer; session: Session } | null {
  const row = db.select({ offerId: sessions.offerId }).from(sessions).where(eq(sessions.id, sessionId)).get()
  const offer = row ? readOffer(db, row.offerId) : null
  const session = offer?.sessions.find(({ id }) => id === sessionId)
  return offer && session ? { offer, session } : null
}

/** The same, when everybody can read it now. */
export function readShownSession(db: Db, sessionId: string, now: Date): { offer: Offer; session: Session } | null {
  const found = readSession(db, sessionId)
  return found && findVisibleOffer(db, found.offer.id, now) ? found : null
}

const WHOLE = 'SELECT seats, seats_taken + signed_up AS taken, listed FROM sessions WHERE id = ?'
const PART = `SELECT coalesce(sum(holds = 'place'), 0) AS taken, coalesce(sum(holds = 'number'), 0) AS listed FROM sign_ups
  WHERE session_id = ? AND slot_id = ?`

/** How the places of a session stand now, or of one part of it. Triggers count those of a whole session; of a part there are few rows to count. */
export function sessionPlaces(db: Db, session: Session, slotId: string): Places {
  const { waitingList, startsAt } = session
  const found = slotId === '' ? prepared(db, WHOLE).get(session.id) : prepared(db, PART).get(session.id, slotId)
  const seats = session.slots.find(({ id }) => id === slotId)?.seats ?? 0
  return { seats, waitingList, startsAt, ...(found as { taken: number; listed: number }) }
}

/** The next number of a session: whoever asks later has a higher one. */
export function nextNumber(tx: Tx, sessionId: string): number {
  const found = tx
    .select({ last: max(signUps.number) })
    .from(signUps)
    .where(eq(signUps.sessionId, sessionId))
    .get()
  return (found?.last ?? 0) + 1
}

/** The sign-up of somebody for a session that holds something, or the last one that ended. */
export function findSignUp(db: Db, personIds: ReadonlyArray<string>, sessionId: string): StoredSignUp | null {
  const own = and(eq(signUps.sessionId, sessionId), inArray(signUps.personId, [...personIds]))
  const rows = db.select().from(signUps).where(own).orderBy(asc(signUps.number)).all()
  return rows.find(({ holds }) => holds !== 'nothing') ?? rows.at(-1) ?? null
}

/** Who is first in the list of a session or of a part of it. */
export function firstListed(tx: Tx, sessionId: string, slotId: string): StoredSignUp | undefined {
  return tx
    .select()
    .from(signUps)
    .where(and(eq(signUps.sessionId, sessionId), eq(signUps.slotId, slotId), eq(signUps.holds, 'number')))
    .orderBy(asc(signUps.number))
    .limit(1)
    .get()
}

/** The sign-ups of a session whose offered place was not taken in time. */
export function lapsedOffers(db: Db, now: number, sessionId?: string): StoredSignUp[] {
  const over = and(isNotNull(signUps.offeredUntil), lte(signUps.offeredUntil, now), eq(signUps.state, 'offered'))
  return db
    .select()
    .from(signUps)
    .where(sessionId === undefined ? over : and(over, eq(signUps.sessionId, sessionId)))
    .orderBy(asc(signUps.number))
    .all()
}

/** How many are before this one in the list of its session; null when it has no number there. */
export function placeInList(db: Db, signUp: StoredSignUp): number | null {
  if (signUp.holds !== 'number') return null
  const before = prepared(
    db,
    "SELECT count(*) FROM sign_ups WHERE session_id = ? AND slot_id = ? AND holds = 'number' AND number < ?",
  )
  return Number(before.pluck().get(signUp.sessionId, signUp.slotId, signUp.number)) + 1
}

/** Everything somebody signed up for that holds something, or ended after a moment. */
export function signUpsOf(db: Db, personIds: ReadonlyArray<string>): StoredSignUp[] {
  return db
    .select()
    .from(signUps)
    .where(and(inArray(signUps.personId, [...personIds]), ne(signUps.holds, 'nothing')))
    .all()
}
