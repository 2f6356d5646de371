import { checkOffer } from '#app/features/catalogue/check-offer.ts'
import type { Offer } from '#app/features/catalogue/offer-store.server.ts'
import { unsavedOffer } from '#app/features/catalogue/unsaved-offer.server.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { offerOfFields } from './offer-fields.ts'

/** A draft as the offer it would become, for a look as a visitor; null when something that every offer has is missing, which the checks say. */
export function previewOffer(draft: OfferDraft, now: Date): Offer | null {
  const { input } = offerOfFields(draft.kind, draft.fields, draft.offer)
  const checked = checkOffer({ ...input, state: 'published', publishFrom: null, publishUntil: null })
  return checked.ok ? unsavedOffer(checked.offer, { id: draft.id, stored: draft.offer }, now) : null
}
