import { sessionSpan } from '../offer-rules.ts'
import type { SessionInput } from '../offer-schema.ts'

/** A session as it is stored, as far as these rules look at it. */
export type StoredSession = SessionInput & { readonly id: string; readonly startsAt: number }

type Wanted = Pick<SessionInput, 'id' | 'sourceKey' | 'days' | 'place' | 'zone'>

/** A source often names a place in one language only; then that one is compared. */
function samePlace(stored: Wanted['place'], wanted: Wanted['place']): boolean {
  if (wanted.nl === '' && wanted.en === '') return stored.nl === '' && stored.en === ''
  return (wanted.nl === '' || wanted.nl === stored.nl) && (wanted.en === '' || wanted.en === stored.en)
}

/** Two sessions that both have a key at the source are never the same one under different keys. */
function keysAgree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b
}

/**
 * For each wanted session the stored one that it is: by its own id, else by the source's key, else by its first start; of several that
 * start together by place, then by order. A session that starts at another moment and names neither id nor key is a new one.
 */
export function matchSessions<S extends StoredSession>(
  stored: ReadonlyArray<S>,
  wanted: ReadonlyArray<Wanted>,
): Array<S | undefined> {
  const found: Array<S | undefined> = wanted.map(() => undefined)
  const left = new Set(stored)
  const starts = wanted.map(({ days, zone }) => sessionSpan(days, zone).startsAt)
  const round = (fits: (session: S, one: Wanted, start: number) => boolean) => {
    for (const [place, one] of wanted.entries()) {
      if (found[place]) continue
      const match = [...left].find((session) => fits(session, one, starts[place] ?? 0))
      if (!match) continue
      found[place] = match
      left.delete(match)
    }
  }
  round((session, { id }) => session.id === id)
  round((session, { sourceKey }) => sourceKey !== null && session.sourceKey === sourceKey)
  const startsTogether = (session: S, one: Wanted, start: number) =>
    session.startsAt === start && keysAgree(session.sourceKey, one.sourceKey)
  round((session, one, start) => startsTogether(session, one, start) && samePlace(session.place, one.place))
  round(startsTogether)
  return found
}

export type Departure = 'deleted' | 'cancelled' | 'stays'

/** What becomes of a stored session that is wanted no more: people who are attached to it keep it, and one that has begun took place. */
export function departureOf(session: StoredSession, isAttached: boolean, now: number): Departure {
  if (!isAttached) return 'deleted'
  return session.cancelled || session.startsAt <= now ? 'stays' : 'cancelled'
}
