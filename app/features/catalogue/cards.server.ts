import { formatMoney, formatShortDate } from '#app/i18n/format.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { unknownParameters } from './cards/catalogue-query.ts'
import { durationText, languagesText } from './cards/labels.server.ts'
import type { CommonFact, KindDefinition, Words } from './kinds/kind.ts'
import { kindOf } from './kinds.ts'
import { costValue, sessionStatus } from './offer-rules.ts'
import type { Offer, Session } from './offer-store.server.ts'

/** The icon of a format. */
const FORMAT_ICON = { 'on-campus': 'place', online: 'online', blended: 'blended', 'self-paced': 'self-paced' } as const

/** An offer as a list shows it. `title` and `summary` may hold marks around found words; a language only where it is not the page's. */
export type Card = {
  id: string
  slug: string
  kind: { label: string; icon: string; colour: string }
  title: string
  titleLanguage?: Language
  summary: string
  summaryLanguage?: Language
  facts: Array<{ icon: string; text: string; language?: Language }>
}

/** `3 feb`, or `3 feb – 24 feb 2027` from the first day to the last. */
export function sessionDates(language: Language, session: Session, now: number): string {
  const [first] = session.days
  const last = session.days.at(-1)
  if (!first || !last) return ''
  const end = formatShortDate(language, last.date, now)
  if (first.date === last.date) return end
  // Within one year, the year stands once, at the end.
  const begin = formatShortDate(
    language,
    first.date,
    first.date.slice(0, 4) === last.date.slice(0, 4) ? Date.parse(first.date) : now,
  )
  return `${begin} – ${end}`
}

/** The session a list shows: the first to come that is not cancelled, else the first to come. */
export function nextSession(offer: Pick<Offer, 'sessions'>, now: number): Session | undefined {
  const coming = offer.sessions.filter((session) => session.startsAt > now)
  return coming.find((session) => !session.cancelled) ?? coming[0]
}

/** How a session stands, in words. */
export function seatsText(
  session: Session,
  { t, now }: Pick<Words, 't' | 'now'>,
): { icon: 'seats' | 'waiting' | 'close'; text: string } {
  const free = (session.seats ?? 0) - session.taken
  switch (sessionStatus(session, now)) {
    case 'past':
      return { icon: 'close', text: t('offer:seats.past') }
    case 'cancelled':
      return { icon: 'close', text: t('offer:seats.cancelled') }
    case 'full':
      return {
        icon: 'waiting',
        text: session.waiting > 0 ? t('offer:seats.waiting', { count: session.waiting }) : t('offer:seats.full'),
      }
    case 'last-seats':
      return { icon: 'seats', text: t('offer:seats.left', { count: free }) }
    case 'free-seats':
      return { icon: 'seats', text: t('offer:seats.of', { free, seats: session.seats }) }
    case 'unlimited':
      return { icon: 'seats', text: t('offer:seats.open') }
  }
}

export function costText(
  offer: Pick<Offer, 'costCents' | 'payer'>,
  { t, language }: Pick<Words, 't' | 'language'>,
): string | null {
  const value = costValue(offer.costCents, offer.payer)
  if (!value) return null
  return t(`offer:costWith.${value}`, { amount: formatMoney(language, offer.costCents ?? 0) })
}

function facts(offer: Offer, words: Words, kind: KindDefinition): Card['facts'] {
  const { t, language, now } = words
  const shows = (fact: CommonFact) => !kind.hides?.includes(fact)
  const session = nextSession(offer, now)
  const own = kind
    .cardFacts(offer.details, words)
    .map(({ icon, text, language: lang }) => ({ icon, text, ...(lang ? { language: lang } : {}) }))
  const list: Card['facts'] = []
  if (session) list.push({ icon: 'calendar', text: sessionDates(language, session, now) })
  list.push(...own)
  if (shows('where')) list.push({ icon: FORMAT_ICON[offer.format], text: t(`offer:format.${offer.format}`) })
  if (shows('language') && offer.languages.length > 0)
    list.push({ icon: 'language', text: languagesText(t, language, offer.languages) })
  if (session && (session.seats !== null || session.cancelled)) list.push(seatsText(session, words))
  else if (shows('duration') && !session && own.length === 0 && offer.duration)
    list.push({ icon: 'clock', text: durationText(t, offer.duration) })
  const cost = costText(offer, words)
  if (shows('cost') && cost) list.push({ icon: 'cost', text: cost })
  return list
}

export function kindLabel(
  offer: Pick<Offer, 'kind'>,
  { t }: Pick<Words, 't'>,
  { label, icon, colour }: KindDefinition = kindOf(offer.kind),
): Card['kind'] {
  return { label: t(label, { ns: 'offer' }), icon, colour }
}

/** An offer as a card for this reader, without marks. */
export function cardFor(offer: Offer, words: Words, kind: KindDefinition = kindOf(offer.kind)): Card {
  const { language } = words
  const title = textIn(offer.title, language)
  const summary = textIn(offer.summary, language)
  return {
    id: offer.id,
    slug: offer.slug[language],
    kind: kindLabel(offer, words, kind),
    title: title.text,
    ...(unknownParameters(title.language, language) ? { titleLanguage: title.language } : {}),
    summary: summary.text,
    ...(unknownParameters(summary.language, language) ? { summaryLanguage: summary.language } : {}),
    facts: facts(offer, words, kind),
  }
}
