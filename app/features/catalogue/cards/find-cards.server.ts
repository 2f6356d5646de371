import type { Language } from '#app/i18n/languages.ts'
import { highlight } from '#app/search/highlight.ts'
import type { Marks } from '#app/search/search-engine.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { cachedOffers } from '../cached-offers.server.ts'
import { type Card, cardFor } from '../cards.server.ts'
import { kindIsOn } from '../enabled-kinds.server.ts'
import { ALWAYS, isVisible } from '../offer-rules.ts'
import type { Offer } from '../offer-store.server.ts'
import { wordsFor } from './labels.server.ts'

/** A card says when an offer is and how many seats are left: true for at most a minute, or until one of these changes. */
const SHOWN_ON_CARDS = ['catalogue', 'portal', 'seats'] as const
const KEPT_MS = 60_000
const MOST_KEPT = 5_000

type Kept = { card: Card; from: number; until: number }

function emptyCards(): Map<string, Kept> {
  return new Map()
}

/** From when until when a card may be shown as it is. */
function keptFor(offer: Offer, now: number): { from: number; until: number } {
  const shown = isVisible(offer, now) && kindIsOn(offer.kind)
  const starts = offer.sessions.map((session) => session.startsAt).filter((start) => start > now)
  return {
    from: shown ? now - KEPT_MS : ALWAYS,
    until: Math.min(now + KEPT_MS, offer.publishUntil ?? ALWAYS, ...starts),
  }
}

/**
 * The cards of these offers in their order, with the found words marked; what may not be shown is left out, whatever the
 * search engine said. Offers that were on a card a moment ago are not read again.
 */
export function findCards(db: Db, ids: ReadonlyArray<string>, language: Language, now: number, marks?: Marks): Card[] {
  const cards = cachedUntilChange(db, SHOWN_ON_CARDS, emptyCards)
  if (cards.size > MOST_KEPT) cards.clear()
  const key = (id: string) => `${language}${id}`
  const missing = ids.filter((id) => {
    const kept = cards.get(key(id))
    return !kept || kept.until <= now || kept.from > now
  })
  const words = wordsFor(language, now)
  for (const offer of cachedOffers(db, missing))
    cards.set(key(offer.id), { card: cardFor(offer, words), ...keptFor(offer, now) })
  return ids.flatMap((id) => {
    const kept = cards.get(key(id))
    if (!kept || kept.from > now || kept.until <= now) return []
    if (!marks) return [kept.card]
    return [{ ...kept.card, title: highlight(kept.card.title, marks), summary: highlight(kept.card.summary, marks) }]
  })
}
