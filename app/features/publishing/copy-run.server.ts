import type { Allowed } from '#app/access/actor.ts'
import { isInScope, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { type Offer, readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { newPartId } from './change-session.server.ts'
import { closedDays } from './closed-days.server.ts'
import { type DayInTheWay, type PlannedSession, planAround } from './free-dates.server.ts'
import { fieldsOfOffer } from './offer-fields.ts'
import { beginDraft } from './save-draft.server.ts'
import { shiftedByWeeks } from './shift-weeks.ts'

/** One day of a session of a copy, and what is in its way. `isFirst`: the first of its session; `isMarked`: something is in the way of a day of that session. */
export type CopiedDate = DayInTheWay & {
  readonly key: string
  readonly date: string
  readonly from: string
  readonly isFirst: boolean
  readonly isMarked: boolean
}

type Wanted = { readonly weeks: number; readonly moved: ReadonlyArray<string> }
type IsClosed = (day: string) => boolean

/** A copy as it would be: the offer so many weeks later, where the sessions named in `moved` stand on the next days that are open and free. */
function planCopy(db: Db, offer: Offer, { weeks, moved }: Wanted, isClosed: IsClosed, now: Date) {
  const shifted = shiftedByWeeks(offer, weeks, Number(now))
  const usualTrainer = typeof offer.details.trainer === 'string' ? offer.details.trainer : ''
  // A key that no stored session has: a copy may stand in the way of the session it was made of.
  const planned = shifted.sessions.map(
    (session): PlannedSession => ({ key: `copy ${session.id}`, session, usualTrainer }),
  )
  const plan = planAround(db, planned, offer.title.nl || offer.title.en, isClosed, Number(now))
  const placed = planned.map((one) => (moved.includes(one.session.id) ? plan.onFreeDays(one) : one))
  return { shifted, placed, inTheWay: plan.inTheWay }
}

/** What copying an offer would give, day by day, with what is in the way of each; null for one that is not theirs. */
export function findCopy(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  wanted: Wanted,
  isClosed: IsClosed,
  now: Date,
): CopiedDate[] | null {
  const offer = readOffer(db, id)
  if (!offer || !isInScope(scopeOf(db, actor), offer)) return null
  const { placed, inTheWay } = planCopy(db, offer, wanted, isClosed, now)
  return placed.flatMap((one) => {
    const ways = inTheWay(one)
    const isMarked = ways.some((way) => way.isClosed || way.taken !== null)
    return one.session.days.map(({ date, from }, place) => ({
      key: one.session.id,
      date,
      from,
      isFirst: place === 0,
      isMarked,
      isClosed: ways[place]?.isClosed ?? false,
      taken: ways[place]?.taken ?? null,
    }))
  })
}

/**
 * Begins a draft of a new run of an offer, so many weeks later, and answers its id: parts under ids of their own. Refuses an offer that is gone or not theirs.
 */
export function copyAsNewRun(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  { weeks, moved }: Wanted,
  isClosed: IsClosed,
  now: Date,
): Outcome<string, 'gone'> {
  const offer = readOffer(tx, id)
  if (!offer || !isInScope(scopeOf(tx, actor), offer)) return refused('gone')
  const { shifted, placed } =
    moved.length > 0
      ? planCopy(tx, offer, { weeks, moved }, isClosed, now)
      : { shifted: shiftedByWeeks(offer, weeks, Number(now)), placed: null }
  const sessions = (placed?.map(({ session }) => session) ?? shifted.sessions).map((session, place) => ({
    ...session,
    id: `run-${place + 1}`,
    slots: session.slots.map((slot) => ({ ...slot, id: newPartId() })),
  }))
  const fields = fieldsOfOffer({ ...shifted, sessions })
  // Which of two times was meant is asked anew: the copy may lie in the hour that autumn doubles.
  const asked = [...fields].filter(([name]) => !/^sessions\..*\.later$/.test(name))
  return done(beginDraft(tx, actor, offer.kind, now, new Map(asked)))
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
