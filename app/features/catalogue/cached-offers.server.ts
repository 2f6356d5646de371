import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { type Offer, readOffers } from './offer-store.server.ts'

const MOST_CACHED = 2_000
const SHOWN_OF_OFFERS = ['catalogue', 'seats'] as const

function noOffers(): Map<string, Offer> {
  return new Map()
}

/**
 * The offers with these ids, in the order of the ids, read and checked once until the catalogue or seats change (seats: at most five seconds
 * later). For what is shown, and to be read only: a verb asks `readOffers`.
 */
export function cachedOffers(db: Db, ids: ReadonlyArray<string>): Offer[] {
  const cached = cachedUntilChange(db, SHOWN_OF_OFFERS, noOffers)
  if (cached.size + ids.length > MOST_CACHED) cached.clear()
  const missing = ids.filter((id) => !cached.has(id))
  for (const offer of readOffers(db, missing)) cached.set(offer.id, offer)
  return ids.flatMap((id) => cached.get(id) ?? [])
}
