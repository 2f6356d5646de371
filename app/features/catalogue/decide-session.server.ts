import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { offers, sessions } from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'
import { readNames } from './catalogue-names.server.ts'
import { indexOffer } from './offer/write-offer.server.ts'
import { isInScope, scopeOf } from './offer-scope.server.ts'
import { type Offer, readOffer, type Session } from './offer-store.server.ts'
import { attachedTo } from './session-attachments.server.ts'

export const SESSION_DECISIONS = ['goes-on', 'does-not-go-on'] as const
export type SessionDecision = (typeof SESSION_DECISIONS)[number]
export type SessionDecisionProblem = 'gone' | 'begun' | 'cancelled'
/** What was decided, and how many people it concerns. */
export type Decided = { readonly change: 'decided' | 'unchanged'; readonly people: number }

/** A session with its offer, where the offer is in the actor's scope; null otherwise. */
export function findOwnSession(
  db: Db,
  actor: Allowed<'session.decide'>,
  sessionId: string,
): { offer: Offer; session: Session; people: number } | null {
  const row = db.select({ offerId: sessions.offerId }).from(sessions).where(eq(sessions.id, sessionId)).get()
  const offer = row && readOffer(db, row.offerId)
  const session = offer?.sessions.find(({ id }) => id === sessionId)
  if (!offer || !session || !isInScope(scopeOf(db, actor), offer)) return null
  const attached = attachedTo(db, [sessionId]).get(sessionId)?.size ?? 0
  return { offer, session, people: Math.max(attached, session.taken + session.waiting) }
}

/**
 * Decides that a session goes on, or that it does not: then it is cancelled, and stays visible as cancelled until its day. Refuses one that is gone or not
 * theirs, that has begun, or that was cancelled already. No-op, and no audit event, when the same was decided before.
 */
export function decideSession(
  tx: Tx,
  actor: Allowed<'session.decide'>,
  sessionId: string,
  decision: SessionDecision,
  now: Date,
): Outcome<Decided, SessionDecisionProblem> {
  const found = findOwnSession(tx, actor, sessionId)
  if (!found) return refused('gone')
  const { offer, session, people } = found
  const at = Number(now)
  if (session.startsAt <= at) return refused('begun')
  const goesOn = decision === 'goes-on'
  if (session.cancelled) return goesOn ? refused('cancelled') : done({ change: 'unchanged', people })
  if (goesOn && session.decision === 'goes-on') return done({ change: 'unchanged', people })
  const cancelled = { decision: null, cancelledAt: at, sequence: session.sequence + 1, changedAt: at }
  tx.update(sessions)
    .set(goesOn ? { decision } : cancelled)
    .where(eq(sessions.id, sessionId))
    .run()
  tx.update(offers).set({ updatedAt: at }).where(eq(offers.id, offer.id)).run()
  indexOffer(tx, offer.id, readNames(tx))
  const action = goesOn ? 'session.confirm' : 'session.cancel'
  recordAudit(tx, actor, { action, object: { type: 'session', id: sessionId }, fields: ['decision'] }, now)
  return done({ change: 'decided', people })
}
