import { momentIn, ZONE } from '#app/i18n/zoned-time.ts'
import type { KindDefinition, SignUp } from './kinds/kind.ts'
import type { SessionDay } from './offer-schema.ts'
import type { OfferState, Payer } from './vocabulary.ts'

export const ALWAYS = 8_640_000_000_000_000

/** An offer is shown when it is published and the moment lies in its publication window (from inclusive, until exclusive). */
export function isVisible(
  offer: { state: OfferState; publishFrom: number | null; publishUntil: number | null },
  now: number,
): boolean {
  return offer.state === 'published' && (offer.publishFrom ?? 0) <= now && now < (offer.publishUntil ?? ALWAYS)
}

/** What an offer costs, as a filter: free to you, or who pays. Nothing where costs mean nothing. */
export function costValue(costCents: number | null, payer: Payer | null): 'free' | Payer | null {
  if (costCents === null && payer === null) return null
  if (costCents === 0 || payer === 'university') return 'free'
  return payer ?? 'self'
}

/** First and last moment of one day of a session, from the wall clocks of its zone. */
export function daySpan(
  { date, from, until, later = [] }: SessionDay,
  zone: string = ZONE,
): { startsAt: number; endsAt: number } {
  return {
    startsAt: momentIn(zone, date, from, later.includes('from')),
    endsAt: momentIn(zone, date, until, later.includes('until')),
  }
}

/** First and last moment of a session, from its wall-clock days. */
export function sessionSpan(
  days: ReadonlyArray<SessionDay>,
  zone: string = ZONE,
): { startsAt: number; endsAt: number } {
  const spans = days.map((day) => daySpan(day, zone))
  const starts = spans.map(({ startsAt }) => startsAt)
  const ends = spans.map(({ endsAt }) => endsAt)
  return { startsAt: Math.min(...starts), endsAt: Math.max(...ends) }
}

export type SessionStatus = 'past' | 'cancelled' | 'full' | 'last-seats' | 'free-seats' | 'unlimited'

const LAST_SEATS = 3

/** How a session stands for somebody who wants to come: a full one still takes the waiting list. */
export function sessionStatus(
  session: { startsAt: number; cancelled: boolean; seats: number | null; taken: number },
  now: number,
): SessionStatus {
  if (session.startsAt <= now) return 'past'
  if (session.cancelled) return 'cancelled'
  if (session.seats === null) return 'unlimited'
  const free = session.seats - session.taken
  if (free <= 0) return 'full'
  return free <= LAST_SEATS ? 'last-seats' : 'free-seats'
}

/** How one gets into an offer as it stands: what is signed up for by date but has no dates at all takes sign-ups at any time. */
export function signUpFor(
  kind: Pick<KindDefinition, 'signUp'>,
  offer: { details: Record<string, unknown>; sessions: ReadonlyArray<unknown> },
): SignUp {
  const signUp = kind.signUp(offer.details)
  return signUp === 'sessions' && offer.sessions.length === 0 ? 'always' : signUp
}

/** An offer whose review date has passed may be out of date; the reader is told so (Handreiking 3.1: keep it current). */
export function isPastReview(reviewOn: string, today: string): boolean {
  return reviewOn < today
}

const STALE_DAYS = 180

/** One language's text is old when the other one was rewritten more than half a year after it. */
export function isOlderText(own: number, other: number): boolean {
  return other - own > STALE_DAYS * 86_400_000
}
