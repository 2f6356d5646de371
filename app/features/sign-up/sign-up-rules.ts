import { asksApproval, asksInConfidence } from '#app/features/catalogue/asking.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'

/** Why somebody cannot sign up for a session, beside its being full. */
export type SignUpClosed =
  | 'no-session'
  | 'elsewhere'
  | 'in-confidence'
  | 'approval'
  | 'cancelled'
  | 'begun'
  | 'not-yet'
  | 'over'

/** Why nobody can sign up for a session now; null when one can, if there is room. */
export function whyClosed(offer: Offer, session: Session, now: number): SignUpClosed | null {
  const today = dayOf(now)
  if (offer.link !== null || !kindOf(offer.kind).sessions) return 'elsewhere'
  if (asksInConfidence(offer)) return 'in-confidence'
  if (session.cancelled) return 'cancelled'
  if (session.startsAt <= now) return 'begun'
  if (asksApproval(offer, session)) return 'approval'
  if (session.signUpFrom !== null && today < session.signUpFrom) return 'not-yet'
  if (session.signUpUntil !== null && session.signUpUntil < today) return 'over'
  return null
}
