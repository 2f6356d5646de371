import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import { asksInConfidence } from '../asking.ts'
import type { Words } from '../kinds/kind.ts'
import { kindOf } from '../kinds.ts'
import type { Offer } from '../offer-store.server.ts'

/** How one asks about an offer: by mail where requests are off, in own words, or for contact without any. */
export type AskedBy = 'mail' | 'words' | 'contact'
/** Somebody else's site where an offer is opened, answered or started; `does` says which. */
export type OfferLink = { href: string; host: string; does: 'open' | 'respond' | 'start' | 'go' }

export function askedBy(offer: Offer): AskedBy {
  if (!moduleIsOn('enquiries')) return 'mail'
  return asksInConfidence(offer) ? 'contact' : 'words'
}

function mailTo(offer: Offer, subject: string): string {
  return `mailto:${offer.owner.email}?subject=${encodeURIComponent(subject)}`
}

/**
 * Where one responds by mail to what has a reference, such as a vacancy: only where a question would not reach who asks for the response, and no link does.
 */
export function respondHref(offer: Offer, subject: string): string | null {
  const takesResponses = kindOf(offer.kind).respond !== undefined
  return takesResponses && askedBy(offer) === 'contact' && linkOf(offer) === null ? mailTo(offer, subject) : null
}

/** Where one asks about an offer, or about one of its dates. The subject is of a mail; an address of the portal holds none. */
export function askHref(offer: Offer, { language }: Words, subject: string, session?: string): string {
  if (askedBy(offer) === 'mail') return mailTo(offer, subject)
  return paths.ask(language, offer.slug[language], { session })
}

/** The link of an offer as its page shows it: exactly as it was given, and the host it leads to. */
export function linkOf(offer: Offer): OfferLink | null {
  if (!offer.link || !URL.canParse(offer.link)) return null
  const { protocol, host } = new URL(offer.link)
  if (protocol !== 'https:') return null
  const kind = kindOf(offer.kind)
  const does = kind.respond
    ? 'respond'
    : kind.signUp(offer.details) === 'request'
      ? 'start'
      : offer.format === 'self-paced'
        ? 'open'
        : 'go'
  return { href: offer.link, host, does }
}
