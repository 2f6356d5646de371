import { kindLabel } from '#app/features/catalogue/cards.server.ts'
import { daySpan } from '#app/features/catalogue/offer-rules.ts'
import type { SessionDay } from '#app/features/catalogue/offer-schema.ts'
import type { Session } from '#app/features/catalogue/offer-store.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { addDays, wallClock } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import type { CalendarEntry } from '../calendar-entries.ts'
import { placeOf } from '../entry-view.server.ts'
import { type CalendarEvent, type EventTime, zoneBlock } from './write-ical.server.ts'

/** Moments count from here where a number has to fit in 31 bits. */
const COUNTED_FROM = Date.parse('2020-01-01T00:00:00Z')

const NEAR_MS = 3 * 3_600_000

/** Whether clocks in a zone are moved within some hours of this: programs then disagree about wall times, also about those that exist once. */
function isNearSwitch(zone: string, { startsAt, endsAt }: ReturnType<typeof daySpan>): boolean {
  const offset = (moment: number) => wallClock(moment, zone).asUtc - moment
  return offset(startsAt - NEAR_MS) !== offset(endsAt + NEAR_MS)
}

/**
 * When a day of a session is. In wall time of its zone, so that it stays at ten o'clock when the rules of summer time change; in UTC in the
 * nights in which clocks are moved, and in a zone without rules here.
 */
export function eventTime(day: SessionDay, zone: string): EventTime {
  const span = daySpan(day, zone)
  if (zoneBlock(zone) === null || isNearSwitch(zone, span)) return { in: 'utc', start: span.startsAt, end: span.endsAt }
  const end =
    day.until === '24:00' ? { date: addDays(day.date, 1), time: '00:00' } : { date: day.date, time: day.until }
  return { in: 'zone', zone, start: { date: day.date, time: day.from }, end }
}

/** Whether it will take place: it is not decided yet while it has a minimum and the day of the decision has not passed. */
function statusOf({ cancelled, least, decision, decideOn }: Session, today: string): CalendarEvent['status'] {
  if (cancelled) return 'CANCELLED'
  return least !== null && decision === null && decideOn !== null && decideOn >= today ? 'TENTATIVE' : 'CONFIRMED'
}

type Reader = { language: Language; today: string }

function sessionEvent(entry: CalendarEntry & { what: 'session' }, { language, today }: Reader): CalendarEvent {
  const t = textsFor(language)
  const { offer, session, day, number } = entry
  const title = textIn(offer.title, language).text
  const count = session.days.length
  const withDay = count > 1 ? `${title} (${number}/${count})` : title
  const url = `${publicOrigin()}${paths.offer(language, offer.slug[language])}`
  const place = placeOf(session, language).text
  return {
    // The number of the day and not its date: a session that is moved keeps its name, and programs move it too.
    uid: `${session.id}-${number}@koers`,
    sequence: session.sequence,
    changedAt: Math.max(offer.updatedAt, session.changedAt ?? 0),
    status: statusOf(session, today),
    // Several programs do not show the status of an event that they read from an address.
    title: session.cancelled ? t('calendar:feed.cancelled', { title: withDay }) : withDay,
    time: eventTime(day, session.zone),
    text: [textIn(offer.summary, language).text, url].filter(Boolean).join('\n\n'),
    ...(place ? { place } : {}),
    url,
    categories: [kindLabel(offer, { t }).label],
    ...(session.cancelled ? { isFree: true } : {}),
  }
}

/** What an entry is in a calendar program. */
export function calendarEvent(entry: CalendarEntry, reader: Reader): CalendarEvent {
  if (entry.what === 'session') return sessionEvent(entry, reader)
  const { language } = reader
  const t = textsFor(language)
  const { offer, date } = entry
  const title = textIn(offer.title, language).text
  const url = `${publicOrigin()}${paths.offer(language, offer.slug[language])}`
  const isSignUp = entry.what === 'sign-up-closes'
  return {
    uid: isSignUp ? `${entry.session.id}-closes@koers` : `${offer.id}-closes@koers`,
    // An offer has no number that counts its changes; the moment of the last one rises just as well.
    sequence: Math.max(0, Math.floor((offer.updatedAt - COUNTED_FROM) / 1_000)),
    changedAt: offer.updatedAt,
    status: 'CONFIRMED',
    title: t(isSignUp ? 'calendar:feed.signUpCloses' : 'calendar:feed.closes', { title }),
    time: { in: 'days', first: date, after: addDays(date, 1) },
    text: [textIn(offer.summary, language).text, url].filter(Boolean).join('\n\n'),
    url,
    categories: [kindLabel(offer, { t }).label],
    isFree: true,
  }
}

/** The same event as somebody else may read over one's shoulder: that there is something, when, and nothing else. */
export function neutralEvent(event: CalendarEvent, language: Language): CalendarEvent {
  const t = textsFor(language)
  const { uid, sequence, changedAt, status, time, isFree } = event
  return { uid, sequence, changedAt, status, time, title: t('calendar:feed.neutral'), ...(isFree ? { isFree } : {}) }
}
