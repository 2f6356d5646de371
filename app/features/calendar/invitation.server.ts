import type { Offer, Session } from '#app/features/catalogue/offer-store.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { placeOf } from './entry-view.server.ts'
import { eventTime } from './feed/calendar-events.server.ts'
import { type CalendarEvent, writeInvitation } from './feed/write-ical.server.ts'

/** For whom an entry is, and the number that rises with everything they are told of it. */
export type InvitationOf = {
  /** What it is about: an entry stays the same one while this does. */
  readonly id: string
  readonly sequence: number
  readonly changedAt: number
  readonly method: 'REQUEST' | 'CANCEL'
  readonly language: Language
  /** Where it comes from; nobody reads what is sent there. */
  readonly organizer: { readonly name: string; readonly email: string }
  readonly attendee: string
}

/** A session as an entry that comes with a mail: several days are one entry, and nobody has to answer it. */
export function sessionInvitation({ offer, session }: { offer: Offer; session: Session }, to: InvitationOf): string {
  const { language, method } = to
  const times = session.days.map((day) => eventTime(day, session.zone))
  const [first, ...others] = times
  if (!first) throw new Error('a session has a day')
  const title = textIn(offer.title, language).text
  const place = placeOf(session, language).text
  const url = `${publicOrigin()}${paths.signUp(language, session.id)}`
  const base = {
    uid: `${to.id}@koers`,
    sequence: to.sequence,
    changedAt: to.changedAt,
    status: method === 'CANCEL' ? ('CANCELLED' as const) : ('CONFIRMED' as const),
    title,
    text: url,
    ...(place ? { place } : {}),
    invitation: { organizer: to.organizer, attendee: to.attendee },
  }
  // All days, also the first one: some programs take the others only.
  const events: CalendarEvent[] = [{ ...base, time: first, alsoOn: others.length > 0 ? times : [] }]
  // The other days last as long as the first one, unless they are said by themselves.
  for (const time of others) events.push({ ...base, time, dayOf: time })
  return writeInvitation(method, events)
}
