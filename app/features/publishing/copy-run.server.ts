import type { Allowed } from '#app/access/actor.ts'
import { sessionSpan } from '#app/features/catalogue/offer-rules.ts'
import { isInScope, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { type Offer, readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { closedDays } from './closed-days.server.ts'
import { fieldsOfOffer } from './offer-fields.ts'
import { beginDraft } from './save-draft.server.ts'
import { shiftedByWeeks, shiftedSession } from './shift-weeks.ts'

/** One date of a copy: when, and what is in its way. `moved`: days that it stands later than the chosen weeks. */
export type CopiedDate = {
  readonly key: string
  readonly date: string
  readonly from: string
  readonly isClosed: boolean
  /** Another session at the same time in the same room or with the same trainer, by the title of its offer. */
  readonly taken: string | null
}

const OVERLAPPING = `SELECT s.id, s.place_nl AS room, s.trainer, s.starts_at AS startsAt, s.ends_at AS endsAt, o.title_nl AS titleNl, o.title_en AS titleEn
  FROM sessions s JOIN offers o ON o.id = s.offer_id
  WHERE s.starts_at < ? AND s.ends_at > ? AND s.cancelled_at IS NULL AND o.state = 'published' AND
    ((s.place_nl <> '' AND s.place_nl = ?) OR (s.trainer <> '' AND s.trainer = ?)) LIMIT 1`

function takenBy(db: Db, { days, place, trainer, zone }: Offer['sessions'][number]): string | null {
  const { startsAt, endsAt } = sessionSpan(days, zone)
  const row = prepared(db, OVERLAPPING).get(endsAt, startsAt, place.nl, trainer) as
    | { titleNl: string; titleEn: string }
    | undefined
  return row ? row.titleNl || row.titleEn : null
}

/** The next day on which the institution is open and that is no weekend. */
function nextOpenDay(day: string, isClosed: (day: string) => boolean): string {
  let at = day
  for (let tried = 0; tried < 60; tried++) {
    const number = new Date(`${at}T12:00:00Z`).getUTCDay()
    if (number !== 0 && number !== 6 && !isClosed(at)) return at
    at = addDays(at, 1)
  }
  return day
}

/** A copy as it would be: the offer so many weeks later, where the sessions named in `moved` stand on the next open day. */
function copyOf(
  offer: Offer,
  weeks: number,
  moved: ReadonlySet<string>,
  isClosed: (day: string) => boolean,
  now: Date,
): Offer {
  const shifted = shiftedByWeeks(offer, weeks, Number(now))
  const sessions = shifted.sessions.map((session) => {
    const first = session.days.find(({ date }) => isClosed(date))
    if (!first || !moved.has(session.id)) return session
    const by = (Date.parse(nextOpenDay(first.date, isClosed)) - Date.parse(first.date)) / 86_400_000
    return shiftedSession(session, by)
  })
  return { ...shifted, sessions }
}

type Wanted = { readonly weeks: number; readonly moved: ReadonlyArray<string> }

/** What copying an offer would give, date by date, with what is in the way of each; null for one that is not theirs. */
export function findCopy(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  { weeks, moved }: Wanted,
  isClosed: (day: string) => boolean,
  now: Date,
): CopiedDate[] | null {
  const offer = readOffer(db, id)
  if (!offer || !isInScope(scopeOf(db, actor), offer)) return null
  const copy = copyOf(offer, weeks, new Set(moved), isClosed, now)
  return copy.sessions.flatMap((session) =>
    session.days.map(({ date, from }) => ({
      key: session.id,
      date,
      from,
      isClosed: isClosed(date),
      taken: takenBy(db, session),
    })),
  )
}

/** Begins a draft of a new run of an offer, so many weeks later, and answers its id. Refuses an offer that is gone or not theirs. */
export function copyAsNewRun(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  { weeks, moved }: Wanted,
  isClosed: (day: string) => boolean,
  now: Date,
): Outcome<string, 'gone'> {
  const offer = readOffer(tx, id)
  if (!offer || !isInScope(scopeOf(tx, actor), offer)) return refused('gone')
  const copy = copyOf(offer, weeks, new Set(moved), isClosed, now)
  const sessions = copy.sessions.map((session, place) => ({ ...session, id: `run-${place + 1}` }))
  return done(beginDraft(tx, actor, offer.kind, now, fieldsOfOffer({ ...copy, sessions })))
}

/** The same as one act of its own. */
export function makeCopy(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  wanted: Wanted,
  now: Date,
): Outcome<string, 'gone'> {
  return inTransaction(db, (tx) => copyAsNewRun(tx, actor, id, wanted, closedDays(tx), now))
}
