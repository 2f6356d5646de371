import { eq, or, sql } from 'drizzle-orm'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { oncePerDatabase } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'
import { kindIsOn } from './enabled-kinds.server.ts'
import { isVisible } from './offer-rules.ts'
import { type Offer, readOffer } from './offer-store.server.ts'

/** The offer with this id when everybody can read it now. */
export function findVisibleOffer(db: Db, id: string, now: Date): Offer | null {
  const offer = readOffer(db, id)
  return offer && isVisible(offer, Number(now)) && kindIsOn(offer.kind) ? offer : null
}

function byAddress(db: Db) {
  const slug = sql.placeholder('slug')
  return db
    .select({ id: offers.id })
    .from(offers)
    .where(or(eq(offers.slugNl, slug), eq(offers.slugEn, slug)))
    .prepare()
}

/** The offer at the last part of an address, in either language, when everybody can read it now. */
export function findVisibleOfferAt(db: Db, slug: string, now: Date): Offer | null {
  const id = oncePerDatabase(db, byAddress).get({ slug })?.id
  return id === undefined ? null : findVisibleOffer(db, id, now)
}

/** Notes that somebody asked about an offer, whatever they asked and whether anybody may know: from then on it stays discreet, or not. */
export function markAsked(tx: Tx, offerId: string): void {
  prepared(tx, 'UPDATE offers SET asked = 1 WHERE id = ? AND asked = 0').run(offerId)
}

/** Whether anybody ever asked about an offer, in confidence or not: one mark for both, so that it does not tell which. */
export function hasAsked(db: Db, offerId: string): boolean {
  return prepared(db, 'SELECT asked FROM offers WHERE id = ?').pluck().get(offerId) === 1
}

/** How an offer is named where somebody asked about it: its title in the reader's language, and its page. */
export type OfferName = { title: string; href: string }

/** The name of an offer, also of one that is no longer shown; null for one that is not there. */
export function offerName(db: Db, id: string, language: Language): OfferName | null {
  const row = db
    .select({ titleNl: offers.titleNl, titleEn: offers.titleEn, slugNl: offers.slugNl, slugEn: offers.slugEn })
    .from(offers)
    .where(eq(offers.id, id))
    .get()
  if (!row) return null
  return {
    title: textIn({ nl: row.titleNl, en: row.titleEn }, language).text,
    href: paths.offer(language, language === 'nl' ? row.slugNl : row.slugEn),
  }
}
