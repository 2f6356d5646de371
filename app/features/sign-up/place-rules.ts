import { addWorkingDays, type ClosingDays } from '#app/features/working-days/working-day-rules.ts'
import { dayOf, momentOf } from '#app/i18n/zoned-time.ts'
import type { Standing } from './transitions.ts'

const HOUR = 3_600_000

/** From so long before the start a free place is open to all, and nobody is offered one any more. */
export const CUT_OFF = 24 * HOUR
/** For so many working days a place that became free is kept for who is next. */
export const OFFER_WORKING_DAYS = 2

/** What the rules look at of a session, or of one part of it: moments in milliseconds. */
export type Places = {
  /** How many can come; null for as many as like to. */
  readonly seats: number | null
  /** Places that are taken, also those that are only offered or wait for approval. */
  readonly taken: number
  /** How many have a number in the list. */
  readonly listed: number
  readonly waitingList: boolean
  readonly startsAt: number
}

/** How many places are free; without a number of seats there is always one. Lowering the seats below what is taken leaves none, and sends nobody away. */
export function freePlaces({ seats, taken }: Pick<Places, 'seats' | 'taken'>): number {
  return seats === null ? Number.POSITIVE_INFINITY : Math.max(0, seats - taken)
}

/** Whether it is too near the start to keep a free place for anybody. */
export function isPastCutOff({ startsAt }: Pick<Places, 'startsAt'>, now: number): boolean {
  return now >= startsAt - CUT_OFF
}

/** Whether a free place is there for whoever takes it first, in the list or not: only so near the start, and not after it. */
export function isOpenToAll(places: Places, now: number): boolean {
  return isPastCutOff(places, now) && now < places.startsAt && freePlaces(places) > 0
}

/**
 * What somebody gets who signs up now: a place, a number in the list, or nothing (`full`). A free place belongs to the list until the list is empty; only
 * near the start it is open to all (features-and-lessons.md, lessons 2, 3 and 6).
 */
export function decidePlace(places: Places, needsApproval: boolean, now: number): Standing | 'full' {
  const isOpen = freePlaces(places) > 0 && (places.listed === 0 || isPastCutOff(places, now))
  if (isOpen) return { state: needsApproval ? 'requested' : 'confirmed', holds: 'place' }
  if (!places.waitingList) return 'full'
  return { state: needsApproval ? 'requested' : 'waiting', holds: 'number' }
}

/** How many of the list get a place now: as many as are free, and none after the cut-off. */
export function howManyToOffer(places: Places, now: number): number {
  return isPastCutOff(places, now) ? 0 : Math.min(freePlaces(places), places.listed)
}

/** Until when an offered place is kept: the end of the second working day after, but never beyond half of what is left until the cut-off. */
export function offerEnd(
  { startsAt }: Pick<Places, 'startsAt'>,
  closed: ReadonlyArray<Pick<ClosingDays, 'from' | 'until'>>,
  now: number,
): number {
  const day = addWorkingDays(closed, dayOf(now), OFFER_WORKING_DAYS)
  const usual = momentOf(day, '23:59')
  const nearStart = now + Math.floor((startsAt - CUT_OFF - now) / 2)
  return Math.max(now, Math.min(usual, nearStart))
}

/** Whether cancelling now costs what late cancelling costs: the day until which it is free is over. */
export function isLateCancel(cancelUntil: string | null, now: number): boolean {
  return cancelUntil !== null && dayOf(now) > cancelUntil
}
