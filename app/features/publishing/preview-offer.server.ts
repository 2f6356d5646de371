import { checkOffer } from '#app/features/catalogue/check-offer.ts'
import type { Offer } from '#app/features/catalogue/offer-store.server.ts'
import { unsavedOffer } from '#app/features/catalogue/unsaved-offer.server.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { filledIn } from './lenient-offer.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { offerOfFields } from './offer-fields.ts'

/**
 * A draft as the offer it would become, for a look as a visitor; what every offer has and this one lacks
 * yet is filled in for the look (`unit`: any unit). Null when its kind lacks something that cannot be, which the checks say.
 */
export function previewOffer(draft: OfferDraft, unit: string, now: Date): Offer | null {
  const { input } = offerOfFields(draft.kind, draft.fields, draft.offer)
  const shown = { ...input, state: 'published', publishFrom: null, publishUntil: null } as const
  const whole = checkOffer(shown)
  const checked = whole.ok ? whole : checkOffer(filledIn(shown, { unit, reviewOn: addDays(dayOf(now), 365) }))
  return checked.ok ? unsavedOffer(checked.offer, { id: draft.id, stored: draft.offer }, now) : null
}
