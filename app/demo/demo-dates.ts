import { addDays, weekday } from '#app/i18n/zoned-time.ts'

/** The day so many days after the day of starting; a weekend moves to the Monday after it. */
export function workday(today: string, days: number): string {
  const date = addDays(today, days)
  const day = weekday(date)
  return day === 6 ? addDays(date, 2) : day === 0 ? addDays(date, 1) : date
}

type Closed = ReadonlyArray<{ from: string; until: string | null }>

/**
 * The dates of a session that is so many days after the day of starting. A day on which the university is closed moves by whole weeks, and the
 * days after it with it: their order and weekdays stay.
 */
export function openDays(today: string, days: ReadonlyArray<number>, closed: Closed): string[] {
  const isClosed = (date: string) => closed.some(({ from, until }) => from <= date && date <= (until ?? from))
  let moved = 0
  return days.map((later) => {
    while (isClosed(addDays(workday(today, later), moved))) moved += 7
    return addDays(workday(today, later), moved)
  })
}

/** Days in an offer's details are written relative to the day of starting: `closesInDays: 9` becomes `closesOn`, `reviewedDaysAgo: 40` becomes `reviewedOn`. */
export function datedDetails(details: Record<string, unknown>, today: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (typeof value !== 'number') return [name, value]
      if (name.endsWith('InDays')) return [`${name.slice(0, -'InDays'.length)}On`, addDays(today, value)]
      if (name.endsWith('DaysAgo')) return [`${name.slice(0, -'DaysAgo'.length)}On`, addDays(today, -value)]
      return [name, value]
    }),
  )
}
