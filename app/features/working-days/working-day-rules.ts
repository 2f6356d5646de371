import type { Pair } from '#app/i18n/languages.ts'
import { addDays, weekday } from '#app/i18n/zoned-time.ts'

/** Days on which the institution is closed, both included (`2027-02-03`). */
export type ClosingDays = { readonly id: string; readonly from: string; readonly until: string; readonly name: Pair }
type Closed = ReadonlyArray<Pick<ClosingDays, 'from' | 'until'>>

/** The closing days that hold on a day; the first one when several do. */
export function closingOn<T extends { readonly from: string; readonly until: string }>(
  closed: ReadonlyArray<T>,
  day: string,
): T | undefined {
  return closed.find(({ from, until }) => from <= day && day <= until)
}

/** Whether a day is a working day: no Saturday, Sunday, or closing day of the institution. */
export function isWorkingDay(closed: Closed, day: string): boolean {
  const number = weekday(day)
  return number !== 0 && number !== 6 && !closingOn(closed, day)
}

/** More days than this are looked at for nothing: then everything is closed. */
const MOST_DAYS = 4_000

/** The working day so many working days later, or earlier when the number is negative. With 0 the day itself, or the next working day. */
export function addWorkingDays(closed: Closed, day: string, count: number): string {
  const step = count < 0 ? -1 : 1
  let [at, left] = [day, Math.abs(count)]
  for (let looked = 0; looked < MOST_DAYS; looked++) {
    if (left === 0 && isWorkingDay(closed, at)) return at
    at = addDays(at, step)
    if (left > 0 && isWorkingDay(closed, at)) left--
  }
  return at
}

/** How many working days there are after the first day, up to and including the last one; none when the last one is not later. */
export function workingDaysBetween(closed: Closed, from: string, until: string): number {
  let count = 0
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) if (isWorkingDay(closed, day)) count++
  return count
}
