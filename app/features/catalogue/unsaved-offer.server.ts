import { uuidv7 } from 'uuidv7'
import { cleanMarkdown } from '#app/platform/text/markdown.server.ts'
import type { Db } from '#db/open.server.ts'
import type { OfferProblem } from './check-offer.ts'
import { settledDiscreet } from './discreet-rules.ts'
import type { KindId } from './kinds.ts'
import { compareOffer } from './offer/compare-offer.server.ts'
import { wholeOffer, wholeSession } from './offer/kept-fields.ts'
import { sessionSpan } from './offer-rules.ts'
import type { CheckedOffer, KeptOfOffer } from './offer-schema.ts'
import type { Offer, Session } from './offer-store.server.ts'

/** What saving would find wrong with an offer, and the offer as it would be. Writes nothing. */
export function wouldSave(
  db: Db,
  checked: CheckedOffer,
  id: string,
  now: Date,
): { offer: CheckedOffer & KeptOfOffer; problems: ReadonlyArray<OfferProblem> } {
  const compared = compareOffer(db, checked, now, { id })
  if (compared.ok) return { offer: compared.value.offer, problems: [] }
  const whole = wholeOffer(checked, undefined)
  return { offer: { ...whole, discreet: settledDiscreet(whole) }, problems: compared.problems }
}

/** An offer as it would be once it is saved, for a look before: with the sessions that are wanted, under the ids they have. */
export function unsavedOffer(
  checked: CheckedOffer,
  { id, stored }: { id: string; stored: Offer | null },
  now: Date,
): Offer {
  const whole = wholeOffer(checked, stored ?? undefined)
  const known = new Map(stored?.sessions.map((session) => [session.id, session]))
  const sessions = whole.sessions.map((wanted): Session => {
    const session = wholeSession(wanted, wanted.id === undefined ? undefined : known.get(wanted.id))
    const own = { id: wanted.id ?? uuidv7(), sequence: 0, changedAt: null }
    return { ...session, ...own, ...sessionSpan(session.days, session.zone) }
  })
  const at = Number(now)
  return {
    ...whole,
    id,
    kind: whole.kind as KindId,
    discreet: settledDiscreet(whole),
    asked: stored?.asked ?? false,
    body: { nl: cleanMarkdown(whole.body.nl), en: cleanMarkdown(whole.body.en) },
    slug: stored?.slug ?? { nl: '', en: '' },
    textAt: stored?.textAt ?? { nl: at, en: at },
    createdAt: stored?.createdAt ?? at,
    updatedAt: at,
    sessions: sessions.sort((a, b) => a.startsAt - b.startsAt),
  }
}
