import { kindOf } from '#app/features/catalogue/kinds.ts'
import type { SessionDay } from '#app/features/catalogue/offer-schema.ts'
import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'

/** One line of one day: a day of a session, the day an offer closes, or the last day to sign up for a session. */
export type CalendarEntry = {
  readonly offer: Offer
  readonly date: string
} & (
  | { readonly what: 'session'; readonly session: Session; readonly day: SessionDay; readonly number: number }
  | { readonly what: 'closes' }
  | { readonly what: 'sign-up-closes'; readonly session: Session }
)

type Days = { from: string; until: string }

/** The last day on which one can respond or sign up, for an offer that closes on a day whatever its dates. */
export function closingDay(offer: Pick<Offer, 'kind' | 'details'>): string | null {
  const signUp = kindOf(offer.kind).signUp(offer.details)
  return typeof signUp === 'number' ? dayOf(signUp) : null
}

/** Everything of an offer that falls on these days, both included. A session of several days is there on each of them. */
export function calendarEntriesOf(offer: Offer, { from, until }: Days): CalendarEntry[] {
  const falls = (date: string) => date >= from && date <= until
  const entries: CalendarEntry[] = []
  for (const session of offer.sessions) {
    for (const [place, day] of session.days.entries())
      if (falls(day.date)) entries.push({ what: 'session', offer, session, day, number: place + 1, date: day.date })
    const { signUpUntil, cancelled } = session
    if (signUpUntil && !cancelled && falls(signUpUntil))
      entries.push({ what: 'sign-up-closes', offer, session, date: signUpUntil })
  }
  const closes = closingDay(offer)
  if (closes && falls(closes)) entries.push({ what: 'closes', offer, date: closes })
  return entries
}

function sortKey(entry: CalendarEntry): string {
  const time = entry.what === 'session' ? entry.day.from : '99:99'
  return `${entry.date} ${time} ${entry.offer.title.nl || entry.offer.title.en} ${entry.offer.id}`
}

/** By day and time; what closes on a day comes last. */
export function inOrderOfTime(entries: ReadonlyArray<CalendarEntry>): CalendarEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: sortKey(entry) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ entry }) => entry)
}
