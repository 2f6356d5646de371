import { kindLabel } from '#app/features/catalogue/cards.server.ts'
import type { Session } from '#app/features/catalogue/offer-store.server.ts'
import { type Translate, textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { ZONE } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import type { CalendarEntry } from './calendar-entries.ts'

/** A line of a day as the page shows it. A language stands there only where it is not the page's. */
export type EntryView = {
  key: string
  kind: { label: string; icon: string; colour: string }
  href: string
  /** What stands before the title: the time, that it closes, that it does not go on. */
  before: string
  title: string
  titleLanguage?: Language
  /** Which day of several. */
  after?: string
  place?: string
  placeLanguage?: Language
  isCancelled?: true
  sessionId?: string
}

/** The city of a zone, such as `London`: the portal has no list of their names. */
export function zoneLabel(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

function timeOf(entry: CalendarEntry & { what: 'session' }): string {
  const { day, session } = entry
  return session.zone === ZONE ? day.from : `${day.from} (${zoneLabel(session.zone)})`
}

/** Where a session is, in the reader's language or the other one. The link to an online one is for who comes. */
export function placeOf(session: Pick<Session, 'online' | 'place'>, language: Language): ReturnType<typeof textIn> {
  return session.online
    ? { text: textsFor(language)('offer:format.online'), language }
    : textIn(session.place, language)
}

function beforeTitle(entry: CalendarEntry, t: Translate): string {
  if (entry.what === 'closes') return t('calendar:closes')
  if (entry.what === 'sign-up-closes') return t('calendar:signUpCloses')
  return entry.session.cancelled ? t('calendar:cancelledAt', { time: timeOf(entry) }) : timeOf(entry)
}

/** A line of the calendar for this reader. */
export function entryView(entry: CalendarEntry, language: Language): EntryView {
  const t = textsFor(language)
  const { offer } = entry
  const title = textIn(offer.title, language)
  const kind = kindLabel(offer, { t })
  const view: EntryView = {
    key: offer.id,
    kind,
    href: paths.offer(language, offer.slug[language]),
    before: beforeTitle(entry, t),
    title: title.text,
    ...(title.language === language ? {} : { titleLanguage: title.language }),
  }
  if (entry.what === 'closes') return view
  if (entry.what === 'sign-up-closes') return { ...view, key: `${entry.session.id}-closes` }
  const { session, number } = entry
  const place = placeOf(session, language)
  return {
    ...view,
    key: `${session.id}-${number}`,
    sessionId: session.id,
    ...(session.days.length > 1 ? { after: `(${number}/${session.days.length})` } : {}),
    ...(place.text ? { place: place.text } : {}),
    ...(place.text && place.language !== language ? { placeLanguage: place.language } : {}),
    ...(session.cancelled ? { isCancelled: true } : {}),
  }
}
