import { kindOf } from './kinds.ts'
import type { Offer } from './offer-store.server.ts'

/**
 * Whether asking about this offer is confidential by itself: a request for contact without own words, for the career centre and for no publisher. So it
 * is with career advice, coaching and mentoring, and with everything discreet.
 */
export function asksInConfidence(offer: Pick<Offer, 'kind' | 'discreet'>): boolean {
  return offer.discreet || kindOf(offer.kind).contactOnly === true
}
