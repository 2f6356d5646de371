import type { Db } from '#db/open.server.ts'
import { sessionSpan } from '../offer-rules.ts'
import { type SessionInput, UNDECIDED } from '../offer-schema.ts'
import type { Session } from '../offer-store.server.ts'
import { attachedTo, type SessionAttachment } from '../session-attachments.server.ts'
import { wholeSession } from './kept-fields.ts'
import { departureOf, matchSessions } from './session-rules.ts'

/** A session that is to come and would be no more, and how many people that concerns. */
export type Withdrawn = { session: Session; people: number }

/** What saving does to the sessions of an offer, each under its own id. */
export type SessionPlan = {
  /** All of them as they would be, in the order of their dates; those without an id are new. */
  after: SessionInput[]
  added: SessionInput[]
  changed: Array<SessionInput & { id: string }>
  deleted: string[]
  withdrawn: Withdrawn[]
  isChanged: boolean
}

const FACTS = [
  ...(['days', 'place', 'online', 'seats', 'taken', 'waiting', 'cancelled', 'sourceKey'] as const),
  ...(Object.keys(UNDECIDED) as Array<keyof typeof UNDECIDED>),
]

function differs(a: SessionInput, b: SessionInput): boolean {
  return FACTS.some((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
}

/** The wanted sessions under the ids of those they are. A key at the source stays once it is known, and belongs to one session. */
function underTheirIds(stored: ReadonlyArray<Session>, wanted: ReadonlyArray<SessionInput>): SessionInput[] {
  const found = matchSessions(stored, wanted)
  const owners = new Map(stored.flatMap(({ sourceKey, id }) => (sourceKey === null ? [] : [[sourceKey, id] as const])))
  return wanted.map(({ id: _, ...session }, place) => {
    const known = found[place]
    const key = known?.sourceKey ?? session.sourceKey
    const owner = key === null ? undefined : owners.get(key)
    const sourceKey = owner === undefined || owner === known?.id ? key : null
    return { ...wholeSession(session, known), ...(known ? { id: known.id } : {}), sourceKey }
  })
}

/** Whom it concerns when a session goes: who is attached here, or as many as the source has counted when those are more. */
function peopleOf({ id, taken, waiting }: Session, attached: ReadonlyMap<string, ReadonlySet<string>>): number {
  return Math.max(attached.get(id)?.size ?? 0, taken + waiting)
}

/** What becomes of every session of an offer. */
export function planSessions(
  db: Db,
  stored: ReadonlyArray<Session>,
  wanted: ReadonlyArray<SessionInput>,
  now: Date,
  attachments?: ReadonlyArray<SessionAttachment>,
): SessionPlan {
  const matched = underTheirIds(stored, wanted)
  const kept = new Set(matched.map(({ id }) => id))
  const gone = stored.filter(({ id }) => !kept.has(id))
  const attached = attachedTo(
    db,
    gone.map(({ id }) => id),
    attachments,
  )
  const departures = gone.map((session) => {
    const isAttached = attached.has(session.id) || peopleOf(session, attached) > 0
    return { session, departure: departureOf(session, isAttached, Number(now)) }
  })
  const cancelled = departures.flatMap(({ session, departure }) =>
    departure === 'cancelled' ? [{ ...session, cancelled: true }] : [],
  )
  const staying = departures.flatMap(({ session, departure }) => (departure === 'stays' ? [session] : []))
  const byId = new Map(stored.map((session) => [session.id, session]))
  const changed = matched.flatMap(({ id, ...session }) => {
    const before = id === undefined ? undefined : byId.get(id)
    return before && differs(before, session) ? [{ ...session, id: before.id }] : []
  })
  const added = matched.filter(({ id }) => id === undefined)
  const deleted = departures.flatMap(({ session, departure }) => (departure === 'deleted' ? [session.id] : []))
  return {
    after: [...matched, ...cancelled, ...staying].sort(
      (a, b) => sessionSpan(a.days, a.zone).startsAt - sessionSpan(b.days, b.zone).startsAt,
    ),
    added,
    changed: [...changed, ...cancelled],
    deleted,
    withdrawn: gone
      .filter(({ startsAt, cancelled: already }) => startsAt > Number(now) && !already)
      .map((session) => ({ session, people: peopleOf(session, attached) })),
    isChanged: added.length + changed.length + cancelled.length + deleted.length > 0,
  }
}
