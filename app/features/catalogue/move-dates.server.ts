import { like } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import type { Tx } from '#db/transaction.server.ts'
import { readNames } from './catalogue-names.server.ts'
import { kindOf } from './kinds.ts'
import { compareOffer } from './offer/compare-offer.server.ts'
import { writeOffer } from './offer/write-offer.server.ts'
import { type Offer, readOffers } from './offer-store.server.ts'

const DAY = 86_400_000

function movedDay(day: string | null, days: number): string | null {
  return day === null ? null : addDays(day, days)
}

/** The offer with every date moved: sessions under their own ids, closing days, review, publication. */
function movedBy(offer: Offer, days: number) {
  const shift = (moment: number | null) => (moment === null ? null : moment + days * DAY)
  const details = { ...offer.details }
  for (const name of kindOf(offer.kind).dates) {
    if (typeof details[name] === 'string') details[name] = addDays(details[name], days)
  }
  return {
    ...offer,
    details,
    reviewOn: addDays(offer.reviewOn, days),
    publishFrom: shift(offer.publishFrom),
    publishUntil: shift(offer.publishUntil),
    textAt: { nl: offer.textAt.nl + days * DAY, en: offer.textAt.en + days * DAY },
    sessions: offer.sessions.map((session) => ({
      ...session,
      days: session.days.map((day) => ({ ...day, date: addDays(day.date, days) })),
      slots: session.slots.map((slot) => ({ ...slot, date: addDays(slot.date, days) })),
      decideOn: movedDay(session.decideOn, days),
      signUpFrom: movedDay(session.signUpFrom, days),
      signUpUntil: movedDay(session.signUpUntil, days),
      cancelUntil: movedDay(session.cancelUntil, days),
    })),
  }
}

/** Moves every date of the offers whose source key begins with `prefix` by so many days. It is one act, and one audit event. */
export function moveDates(
  tx: Tx,
  actor: Allowed<'offer.save'>,
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
  const fields = new Set<string>()
  for (const offer of readOffers(tx, ids)) {
    const compared = compareOffer(tx, movedBy(offer, days), now, { id: offer.id, names })
    if (!compared.ok) throw new Error(`offer ${offer.id} cannot be moved: ${JSON.stringify(compared.problems)}`)
    if (compared.value.change === 'unchanged') continue
    writeOffer(tx, compared.value, names, now)
    for (const field of compared.value.fields) fields.add(field)
  }
  if (fields.size > 0)
    recordAudit(
      tx,
      actor,
      { action: 'offer.move-dates', object: { type: 'offers', id: prefix }, fields: [...fields] },
      now,
    )
  return { count: ids.length, anchor: (date) => addDays(date, days) }
}
