import { like } from 'drizzle-orm'
import { asSystem } from '#app/access/actor.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { offers } from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'
import { kindOf } from './kinds.ts'
import { readNames } from './names.server.ts'
import { readOffers } from './offer-store.server.ts'
import { saveOffer } from './save-offer.server.ts'

const DAY = 86_400_000

/** Moves every date of the offers whose source key begins with `prefix` by so many days: sessions, closing days, reviews, publication. */
export function moveDates(
  tx: Tx,
  prefix: string,
  days: number,
  now: Date,
): { count: number; anchor: (date: string) => string } {
  const ids = tx
    .select({ id: offers.id })
    .from(offers)
    .where(like(offers.sourceKey, `${prefix}%`))
    .all()
    .map((row) => row.id)
  const names = readNames(tx)
  const shift = (moment: number | null) => (moment === null ? null : moment + days * DAY)
  for (const offer of readOffers(tx, ids)) {
    const details = { ...offer.details }
    for (const name of kindOf(offer.kind).dates) {
      if (typeof details[name] === 'string') details[name] = addDays(details[name], days)
    }
    const moved = {
      ...offer,
      details,
      reviewOn: addDays(offer.reviewOn, days),
      publishFrom: shift(offer.publishFrom),
      publishUntil: shift(offer.publishUntil),
      textAt: { nl: offer.textAt.nl + days * DAY, en: offer.textAt.en + days * DAY },
      sessions: offer.sessions.map((session) => ({
        ...session,
        days: session.days.map((day) => ({ ...day, date: addDays(day.date, days) })),
      })),
    }
    saveOffer(tx, asSystem('seed', 'offer.save'), moved, now, { id: offer.id, names })
  }
  return { count: ids.length, anchor: (date) => addDays(date, days) }
}
