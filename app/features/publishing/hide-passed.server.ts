import { and, asc, eq, lt } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { type Offer, readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { concernsAnybody } from '#app/features/catalogue/session-attachments.server.ts'
import { hasOpenEnquiry } from '#app/features/enquiries/hr-requests.queries.server.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Whether people have signed up for, or wait for, a session of an offer that is still to come. */
export function hasPeopleToCome(db: Db, { sessions }: Offer, now: Date): boolean {
  const coming = sessions.filter(({ endsAt, cancelled }) => endsAt > Number(now) && !cancelled)
  if (coming.some(({ taken, waiting }) => taken + waiting > 0)) return true
  return concernsAnybody(
    db,
    coming.map(({ id }) => id),
  )
}

/**
 * Hides the published offers whose review date has passed (Handreiking 3.1), each in a transaction of its own; never one that people have signed up for,
 * or asked something about that nobody answered: that one stays, and its owner is asked to look at it. Answers how many were hidden.
 */
export async function hidePassedOffers(
  db: Db,
  actor: Allowed<'offer.save'>,
  now: Date,
  breathe: () => Promise<void>,
): Promise<number> {
  const passed = db
    .select({ id: offers.id })
    .from(offers)
    .where(and(eq(offers.state, 'published'), lt(offers.reviewOn, dayOf(now))))
    .orderBy(asc(offers.id))
    .all()
  let hidden = 0
  for (const { id } of passed) {
    await breathe()
    inTransaction(db, (tx) => {
      const offer = readOffer(tx, id)
      if (offer?.state !== 'published' || hasPeopleToCome(tx, offer, now) || hasOpenEnquiry(tx, id)) return
      const saved = saveOffer(tx, actor, { ...offer, state: 'hidden' }, now, { id })
      if (saved.ok) hidden++
    })
  }
  return hidden
}
