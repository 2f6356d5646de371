import type { Actor } from '#app/access/actor.ts'
import { readOffers } from '#app/features/catalogue/offer-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { type CalendarEntry, calendarEntriesOf, inOrderOfTime } from './calendar-entries.ts'
import { ownSessionIds } from './own-sessions.server.ts'

export type OwnEntry = CalendarEntry & { what: 'session' }

const OFFERS_OF = 'SELECT DISTINCT offer_id AS id FROM sessions WHERE id IN (SELECT value FROM json_each(?))'

/** The days of the actor's own sessions, by day and time. They are there whether or not the offer is still shown. */
export function findOwnEntries(
  db: Db,
  actor: Pick<Actor, 'id' | 'formerIds'>,
  days: { from: string; until: string },
  now: Date,
): OwnEntry[] {
  const own = ownSessionIds(db, actor, now)
  if (own.size === 0) return []
  const ids = prepared(db, OFFERS_OF)
    .pluck()
    .all(JSON.stringify([...own])) as string[]
  const entries = readOffers(db, ids).flatMap((offer) => calendarEntriesOf(offer, days))
  return inOrderOfTime(entries).filter(
    (entry): entry is OwnEntry => entry.what === 'session' && own.has(entry.session.id),
  )
}
