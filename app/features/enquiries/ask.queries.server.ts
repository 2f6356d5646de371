import { findVisibleOfferAt } from '#app/features/catalogue/asked.server.ts'
import { asksInConfidence } from '#app/features/catalogue/asking.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import type { Offer } from '#app/features/catalogue/offer-store.server.ts'
import { formatDate } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, otherLanguage, textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/open.server.ts'

/** The page on which somebody asks about an offer. */
export type AskPageData = {
  offerId: string
  title: string
  titleLanguage?: Language
  href: string
  addresses: Record<Language, string>
  /** A request for contact, without own words. */
  inConfidence: boolean
  /** Words to begin with, of somebody who came from a date. */
  words: string
}

/** What somebody mostly wants to say who comes from a date, or to what one responds to by its reference. */
function wordsToBegin(offer: Offer, language: Language, session: string | null): string {
  const t = textsFor(language)
  const day = offer.sessions.find(({ id }) => id === session)?.days[0]?.date
  if (day) return t('enquiries:ask.forDate', { date: formatDate(language, day) })
  const reference = kindOf(offer.kind).respond?.(offer.details).reference
  return reference ? t('enquiries:ask.forReference', { reference }) : ''
}

/** The column that holds what is asked there, whose notice stands beside the form. */
export function askedColumn({ inConfidence }: Pick<AskPageData, 'inConfidence'>) {
  return inConfidence
    ? ({ table: 'contact_requests', column: 'content', file: 'confidential' } as const)
    : ({ table: 'enquiry_messages', column: 'words', file: 'koers' } as const)
}

/** The page of the offer at this address that everybody can read; null when there is none. `session`: the date somebody came from. */
export function findAskPage(
  db: Db,
  language: Language,
  { slug, session }: { slug: string; session: string | null },
  now: Date,
): AskPageData | null {
  const offer = findVisibleOfferAt(db, slug, now)
  if (!offer) return null
  const title = textIn(offer.title, language)
  const inConfidence = asksInConfidence(offer)
  return {
    offerId: offer.id,
    title: title.text,
    ...(title.language === language ? {} : { titleLanguage: otherLanguage(language) }),
    href: paths.offer(language, offer.slug[language]),
    addresses: { nl: paths.ask('nl', offer.slug.nl), en: paths.ask('en', offer.slug.en) },
    inConfidence,
    words: wordsToBegin(offer, language, session),
  }
}
