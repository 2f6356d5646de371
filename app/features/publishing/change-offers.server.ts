import { randomUUID } from 'node:crypto'
import { type Allowed, inOperation } from '#app/access/actor.ts'
import type { CheckedOffer } from '#app/features/catalogue/offer-schema.ts'
import { isInScope, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { type Offer, readOffers } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Tx } from '#db/transaction.server.ts'

/** How many of the chosen offers were changed, and those that were not: gone or not theirs, or refused by the rules of an offer. */
export type ChangedOffers = { readonly changed: number; readonly refused: ReadonlyArray<string> }

function changeEach(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  ids: ReadonlyArray<string>,
  change: (offer: Offer) => Partial<CheckedOffer>,
  now: Date,
): ChangedOffers {
  const scope = scopeOf(tx, actor)
  const own = readOffers(tx, [...new Set(ids)]).filter((offer) => isInScope(scope, offer))
  const together = inOperation(actor, randomUUID())
  const refused = ids.filter((id) => !own.some((offer) => offer.id === id))
  let changed = 0
  for (const offer of own) {
    const saved = saveOffer(tx, together, { ...offer, textAt: null, ...change(offer) }, now, { id: offer.id })
    if (saved.ok) changed++
    else refused.push(offer.id)
  }
  return { changed, refused }
}

/** Gives offers another day on which they are to be looked at; one that was hidden because its day had passed is back. */
export function setReviewDate(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  ids: ReadonlyArray<string>,
  reviewOn: string,
  now: Date,
): ChangedOffers {
  const isToCome = reviewOn >= dayOf(now)
  const back = ({ state }: Offer) => (state === 'hidden' && isToCome ? ({ state: 'published' } as const) : {})
  return changeEach(tx, actor, ids, (offer) => ({ reviewOn, ...back(offer) }), now)
}

/** Gives offers another owner: a unit with its address. The unit before stays co-owner, so that nothing is lost for it by accident. */
export function setOwner(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  ids: ReadonlyArray<string>,
  owner: { unit: string; email: string },
  now: Date,
): ChangedOffers {
  const unitsOf = ({ units }: Offer) => (units.includes(owner.unit) ? units : [...units, owner.unit])
  return changeEach(tx, actor, ids, (offer) => ({ owner, units: unitsOf(offer) }), now)
}
