import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { kindOf } from '../catalogue/kinds.ts'
import { UNDECIDED } from '../catalogue/offer-schema.ts'
import type { Offer, Session } from '../catalogue/offer-store.server.ts'

const WEEK = 7
const YEAR_DAYS = 365

/** One session so many days later, in wall time: as if nobody had signed up, cancelled or decided anything. */
export function shiftedSession(session: Session, days: number): Session {
  const moved = (day: string | null) => (day === null ? null : addDays(day, days))
  return {
    ...session,
    sourceKey: null,
    days: session.days.map(({ date, from, until }) => ({ date: addDays(date, days), from, until })),
    slots: session.slots.map((slot) => ({ ...slot, date: addDays(slot.date, days) })),
    decideOn: moved(session.decideOn),
    signUpFrom: moved(session.signUpFrom),
    signUpUntil: moved(session.signUpUntil),
    cancelUntil: moved(session.cancelUntil),
    taken: 0,
    waiting: 0,
    cancelled: false,
    decision: UNDECIDED.decision,
  }
}

/**
 * An offer as a new run of whole weeks later: the sessions that have not been yet, or the last one when all have, and the days in the details of its kind.
 * Wall times and days of the week stay, also where the clocks change between.
 */
export function shiftedByWeeks(offer: Offer, weeks: number, now: number): Offer {
  const days = weeks * WEEK
  const coming = offer.sessions.filter(({ startsAt, cancelled }) => startsAt > now && !cancelled)
  const chosen = coming.length > 0 ? coming : offer.sessions.slice(-1)
  const details = { ...offer.details }
  for (const name of kindOf(offer.kind).dates)
    if (typeof details[name] === 'string') details[name] = addDays(details[name], days)
  return {
    ...offer,
    sourceKey: null,
    details,
    // A date that has passed would hide the new run the night after it is published.
    reviewOn: offer.reviewOn < dayOf(now) ? addDays(dayOf(now), YEAR_DAYS) : offer.reviewOn,
    publishFrom: null,
    publishUntil: null,
    sessions: chosen.map((session) => shiftedSession(session, days)),
  }
}
