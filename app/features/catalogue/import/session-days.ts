import { timesAt, wallClock, ZONE } from '#app/i18n/zoned-time.ts'
import { daysFromTo } from '#app/platform/tables/parse-day.ts'
import type { SessionDay, SessionInput } from '../offer-schema.ts'

/** When a session begins and ends, in UTC milliseconds. */
export type Moments = { readonly start: number; readonly end: number }
type Said = { from: string; until: string; dates: ReadonlyArray<string>; last?: string | undefined }
export type DaysRead =
  | { ok: true; value: SessionDay[] }
  | { ok: false; code: 'until-before-from' | 'end-before-start'; value: string }

/** Midnight at the end of a day is often written as the first minute of the next. */
function endOf(from: string, until: string): string {
  return until === '00:00' && from > until ? '24:00' : until
}

/** The days of a session as a row names them: each day, or the first and the last. Refuses an end before the start, by day and by time. */
export function daysOfSession({ from, until, dates, last }: Said): DaysRead {
  const end = endOf(from, until)
  if (from >= end) return { ok: false, code: 'until-before-from', value: `${from} – ${until}` }
  const sorted = [...dates].sort()
  const [first = ''] = sorted
  if (last !== undefined && last < first) return { ok: false, code: 'end-before-start', value: `${first} – ${last}` }
  const all = last !== undefined && sorted.length === 1 ? daysFromTo(first, last) : sorted
  return { ok: true, value: [...new Set(all)].map((date) => ({ date, from, until: end })) }
}

/** The first and the last day of what is given in moments, as clocks in a zone show them; what lies between nobody said. */
export function daysWithin(zone: string | undefined, { start, end }: Moments): SessionDay[] {
  const [first, last] = [wallClock(start, zone), wallClock(end, zone)]
  // What ends at midnight ends on the day before.
  const isMidnight = last.time === '00:00' && end > start
  const lastDay = isMidnight ? wallClock(end - 60_000, zone).date : last.date
  const until = isMidnight ? '24:00' : last.time
  return [...new Set([first.date, lastDay])].map((date) => ({ date, from: first.time, until }))
}

/** Which of two times was meant in the doubled hour is not said in a file: a day that stays the same keeps what somebody chose. */
export function withLater(days: ReadonlyArray<SessionDay>, stored: ReadonlyArray<SessionDay>): SessionDay[] {
  return days.map((day) => {
    const same = stored.find(({ date, from, until }) => date === day.date && from === day.from && until === day.until)
    return same?.later ? { ...day, later: same.later } : day
  })
}

/** The times of a session that its clocks show twice, and that nobody chose between: they are read as the first. */
export function unchosenTimes({ days, zone = ZONE }: Pick<SessionInput, 'days' | 'zone'>): string[] {
  return days.flatMap(({ date, from, until, later }) =>
    later ? [] : [from, until].filter((time) => isTwice(zone, date, time)).map((time) => `${date} ${time}`),
  )
}

function isTwice(zone: string, date: string, time: string): boolean {
  try {
    return timesAt(zone, date, time) === 2
  } catch {
    return false
  }
}
