import type { Language } from '#app/i18n/languages.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'

/** A period as ISO 8601 writes it, in one unit: `P1Y`, `P24M`, `P180D`. `P0D` is no time at all. */
export type IsoPeriod = `P${number}${'Y' | 'M' | 'D'}`

const PATTERN = /^P(\d+)([YMD])$/
const UNITS = { Y: 'year', M: 'month', D: 'day' } as const

function partsOf(duration: IsoPeriod): { count: number; unit: keyof typeof UNITS } {
  const [, count = '', unit = ''] = PATTERN.exec(duration) ?? []
  if (unit !== 'Y' && unit !== 'M' && unit !== 'D') throw new Error(`${duration} is no duration`)
  return { count: Number(count), unit }
}

function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  // The last day of a shorter month stands for the days it has not got.
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

function lastDayOf(day: string, duration: IsoPeriod): string {
  const { count, unit } = partsOf(duration)
  return unit === 'D' ? addDays(day, count) : addMonths(day, unit === 'Y' ? count * 12 : count)
}

/** The day on which a period that begins at this moment is over, as `2028-02-01`. */
export function dayAfter(moment: number, duration: IsoPeriod): string {
  return lastDayOf(dayOf(moment), duration)
}

/** The first day of which a period is not over: everything before it is (`isOver`). */
export function firstDayKept(duration: IsoPeriod, now: Date): string {
  const { count, unit } = partsOf(duration)
  const today = dayOf(now)
  if (unit === 'D') return addDays(today, 1 - count)
  // Months of different lengths end on the same day: the last of those days counts.
  let day = addDays(addMonths(today, unit === 'Y' ? -12 * count : -count), 4)
  while (lastDayOf(addDays(day, -1), duration) > today) day = addDays(day, -1)
  return day
}

/** Whether a period that began at this moment is over: from the first hour of its last day on, as the notice says that day. */
export function isOver(since: number, duration: IsoPeriod, now: Date): boolean {
  return dayAfter(since, duration) <= dayOf(now)
}

/** `1 jaar`, `24 months`. */
export function sayDuration(language: Language, duration: IsoPeriod): string {
  const { count, unit } = partsOf(duration)
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  return new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[unit], unitDisplay: 'long' }).format(count)
}
