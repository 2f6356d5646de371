import { kindOf } from './kinds.ts'
import type { Offer, Session } from './offer-store.server.ts'

/**
 * Whether asking about this offer is confidential by itself: a request for contact without own words, for the career centre and for no publisher. So it
 * is with career advice, coaching and mentoring, and with everything discreet.
 */
export function asksInConfidence(offer: Pick<Offer, 'kind' | 'discreet'>): boolean {
  return offer.discreet || kindOf(offer.kind).contactOnly === true
}

/** Whether somebody has to approve before one can come to a session. */
export function asksApproval(offer: Pick<Offer, 'details'>, session: Pick<Session, 'approval'>): boolean {
  const { approval } = offer.details as { approval?: unknown }
  return (session.approval ?? approval ?? 'none') !== 'none'
}

/** Whether this portal itself keeps who comes to the sessions of an offer: not where a link leads to another system, and not yet what is asked in confidence. */
export function keepsSignUps(offer: Pick<Offer, 'kind' | 'link' | 'discreet'>): boolean {
  return kindOf(offer.kind).sessions && offer.link === null && !asksInConfidence(offer)
}
