import { type Allowed, allow, may, type Person } from '#app/access/actor.ts'
import { mediaNamesOf } from '#app/features/catalogue/offer-media.ts'
import type { CheckedOffer } from '#app/features/catalogue/offer-schema.ts'
import { findMedia } from '#app/features/media/find-media.server.ts'
import type { Db } from '#db/open.server.ts'
import { type OfferDraft, readOfferDraft } from './offer-drafts.server.ts'

/** Whether a file was given for an offer that this publisher may change. */
function isOwnMedia(db: Db, actor: Allowed<'offer.save'>, name: string): boolean {
  const file = findMedia(db, name)
  return file !== undefined && readOfferDraft(db, actor, file.offerId) !== null
}

/** Whether somebody may look at a file before an offer with it is shown: a publisher whose offer, or draft, it was given for. */
export function mayPreviewMedia(db: Db, person: Person, name: string): boolean {
  return may(person, 'offer.save') && isOwnMedia(db, allow(person, 'offer.save'), name)
}

/** The fields of an offer that name a file which was given for an offer of somebody else; naming it would make it public. */
export function foreignMedia(
  db: Db,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  { picture, film }: Pick<CheckedOffer, 'picture' | 'film'>,
): Array<'picture' | 'film'> {
  const known = new Set(draft.offer ? mediaNamesOf(draft.offer) : [])
  const isForeign = (name: string) =>
    !known.has(name) && findMedia(db, name)?.offerId !== draft.id && !isOwnMedia(db, actor, name)
  return [
    ...(mediaNamesOf({ picture }).some(isForeign) ? (['picture'] as const) : []),
    ...(mediaNamesOf({ film }).some(isForeign) ? (['film'] as const) : []),
  ]
}
