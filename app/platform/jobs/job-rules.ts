import { addDays, dayOf, momentOf } from '#app/i18n/zoned-time.ts'
import type { Schedule } from './job.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A process that ends without giving its lease back keeps the others waiting no longer than this. */
export const LEASE_MS = 60 * SECOND
/** Whoever asked for work is told that it failed after so many tries. */
export const MOST_TRIES_WHEN_ASKED = 3
/** When the night begins, in Amsterdam; the fewest people are there then. */
const NIGHT = '02:00'

/** How long a job that failed so many times in a row waits for its next try, in milliseconds. */
export function backOffMs(failures: number): number {
  return Math.min(MINUTE * 2 ** Math.min(failures - 1, 10), HOUR)
}

/** The beginning of the first night after this moment. */
export function nextNight(after: number): number {
  const today = momentOf(dayOf(after), NIGHT)
  return after < today ? today : momentOf(addDays(dayOf(after), 1), NIGHT)
}

/** When a job that ended at this moment is due again; never, for what somebody has to ask for. */
export function nextDue(when: Schedule, ended: number): number {
  if ('nightly' in when) return nextNight(ended)
  return 'everyMs' in when ? ended + when.everyMs : Number.POSITIVE_INFINITY
}

/** What is kept of a job, as far as it matters to when it runs. */
export type JobTimes = {
  readonly dueAt: number
  readonly retryAt: number | null
  readonly leasedUntil: number | null
  readonly endedAt: number | null
  readonly failures: number
}

/** Milliseconds UTC: the portal's clock, which a demo may move, and the machine's. */
export type Clocks = { readonly portal: number; readonly machine: number }

/** Whether a job may run now. `times` is undefined for one that no process has seen yet. */
export function isDue(when: Schedule, times: JobTimes | undefined, { portal, machine }: Clocks): boolean {
  if (!times) return ('nightly' in when || 'everyMs' in when) && when.first !== 'later'
  if (isLeased(times, machine)) return false
  // A moment further away than a back-off can be is from before somebody set the machine's clock back.
  if (times.retryAt !== null && times.retryAt > machine && times.retryAt <= machine + HOUR) return false
  if ('whenAsked' in when) return times.endedAt === null && times.failures < MOST_TRIES_WHEN_ASKED
  // The same for a due moment, and the portal's clock.
  return times.dueAt <= portal || times.dueAt > nextDue(when, portal)
}

/** Whether some process works on it, or vanished so short ago that it may still do. */
export function isLeased({ leasedUntil }: Pick<JobTimes, 'leasedUntil'>, machine: number): boolean {
  return leasedUntil !== null && leasedUntil > machine
}
