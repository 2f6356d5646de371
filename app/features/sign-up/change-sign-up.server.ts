import { eq } from 'drizzle-orm'
import type { Session } from '#app/features/catalogue/offer-store.server.ts'
import { readClosingDays } from '#app/features/working-days/closing-days.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { signUps } from '#db/schema/sign-ups.ts'
import type { Tx } from '#db/transaction.server.ts'
import { howManyToOffer, offerEnd } from './place-rules.ts'
import { firstListed, lapsedOffers, readSession, type StoredSignUp, sessionPlaces } from './sign-up-store.server.ts'
import { tellOfSignUp } from './tell-of-sign-up.server.ts'
import { afterAct } from './transitions.ts'
import type { SignUpAct } from './vocabulary.ts'

type More = Partial<Pick<StoredSignUp, 'late' | 'offeredUntil'>>

/** Carries out one act of the table of transitions on a sign-up, and tells of it in the same transaction; null, and nothing done, where the table has no such act. */
export function actOn(tx: Tx, signUp: StoredSignUp, act: SignUpAct, now: number, more: More = {}): StoredSignUp | null {
  const after = afterAct(signUp, act)
  if (!after) return null
  const { state, holds, ended = null } = after
  const change = { offeredUntil: null, ...more, state, holds, ended, changedAt: now, sequence: signUp.sequence + 1 }
  tx.update(signUps).set(change).where(eq(signUps.id, signUp.id)).run()
  const changed = { ...signUp, ...change }
  tellOfSignUp(tx, changed, act, now, signUp.holds)
  return changed
}

/**
 * Gives places that are free to the list, in its order, until there is none left or the list is empty. Called in every transaction that may have freed a
 * place, so that none is ever lost or taken over others' heads. Of a session that does not go on nobody is offered one.
 */
export function giveToList(tx: Tx, session: Session, slotId: string, now: number): number {
  if (session.cancelled) return 0
  const places = sessionPlaces(tx, session, slotId)
  const count = howManyToOffer(places, now)
  if (count === 0) return 0
  const offeredUntil = offerEnd(session, readClosingDays(tx), now)
  let given = 0
  for (; given < count; given++) {
    const next = firstListed(tx, session.id, slotId)
    if (!next) break
    // A request that was not approved yet gets its place too, and goes on waiting for the approval.
    actOn(tx, next, 'offer', now, next.state === 'waiting' ? { offeredUntil } : {})
  }
  return given
}

/** Ends offered places of a session that were not taken in time, and gives them to who is next; none of one that does not go on: its people read that, not that they were late. */
export function endLapsed(tx: Tx, session: Session, now: number): number {
  if (session.cancelled) return 0
  const lapsed = lapsedOffers(tx, now, session.id)
  for (const signUp of lapsed) {
    actOn(tx, signUp, 'lapse', now)
    giveToList(tx, session, signUp.slotId, now)
  }
  return lapsed.length
}

const SERVABLE = `SELECT DISTINCT s.id FROM sessions s JOIN sign_ups u ON u.session_id = s.id AND u.holds = 'number'
  WHERE s.listed > 0 AND s.starts_at > ? AND s.cancelled_at IS NULL`

/**
 * Gives places to lists where some became free in another way than by cancelling: more seats, a source that counts fewer, somebody who was erased. Until then
 * nobody can take them: a free place belongs to the list. Answers how many were given.
 */
export function serveLists(tx: Tx, now: number): number {
  let given = 0
  for (const id of prepared(tx, SERVABLE).pluck().all(now) as string[]) {
    const session = readSession(tx, id)?.session
    if (!session) continue
    const parts = session.slots.length > 0 ? session.slots.map((slot) => slot.id) : ['']
    for (const part of parts) given += giveToList(tx, session, part, now)
  }
  return given
}

/** Ends every offered place that was not taken in time; answers how many. For what looks at it once in a while. */
export function endAllLapsed(tx: Tx, now: number): number {
  const sessionIds = new Set(lapsedOffers(tx, now).map(({ sessionId }) => sessionId))
  let ended = 0
  for (const id of sessionIds) {
    const found = readSession(tx, id)
    if (found) ended += endLapsed(tx, found.session, now)
  }
  return ended
}
