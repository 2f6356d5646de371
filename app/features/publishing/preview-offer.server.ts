import { uuidv7 } from 'uuidv7'
import { checkOffer } from '#app/features/catalogue/check-offer.ts'
import { settledDiscreet } from '#app/features/catalogue/discreet-rules.ts'
import { wholeOffer, wholeSession } from '#app/features/catalogue/offer/kept-fields.ts'
import { sessionSpan } from '#app/features/catalogue/offer-rules.ts'
import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { cleanMarkdown } from '#app/platform/text/markdown.server.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { offerOfFields } from './offer-fields.ts'

/**
 * A draft as the offer it would become, for a look as a visitor; null when something that every offer has is missing, which the checks say. What has
 * no owner or title yet gets one for the look alone.
 */
export function previewOffer(draft: OfferDraft, now: Date): Offer | null {
  const { input } = offerOfFields(draft.kind, draft.fields, draft.offer)
  const checked = checkOffer({ ...input, state: 'published', publishFrom: null, publishUntil: null })
  if (!checked.ok) return null
  const whole = wholeOffer(checked.offer, draft.offer ?? undefined)
  const known = new Map(draft.offer?.sessions.map((session) => [session.id, session]))
  const sessions = whole.sessions.map((wanted): Session => {
    const stored = wanted.id === undefined ? undefined : known.get(wanted.id)
    const session = wholeSession(wanted, stored)
    const own = { id: wanted.id ?? uuidv7(), sequence: 0, changedAt: null }
    return { ...session, ...own, ...sessionSpan(session.days, session.zone) }
  })
  const at = Number(now)
  return {
    ...whole,
    id: draft.id,
    kind: draft.kind,
    discreet: settledDiscreet(whole),
    asked: draft.offer?.asked ?? false,
    body: { nl: cleanMarkdown(whole.body.nl), en: cleanMarkdown(whole.body.en) },
    slug: draft.offer?.slug ?? { nl: '', en: '' },
    textAt: draft.offer?.textAt ?? { nl: at, en: at },
    createdAt: draft.offer?.createdAt ?? at,
    updatedAt: at,
    sessions: sessions.sort((a, b) => a.startsAt - b.startsAt),
  }
}
