import type { Language } from './languages.ts'
import { dayOf, ZONE } from './zoned-time.ts'

const LOCALE: Record<Language, string> = { nl: 'nl-NL', en: 'en-GB' }

function perLanguage<T>(make: (locale: string) => T): Record<Language, T> {
  return { nl: make(LOCALE.nl), en: make(LOCALE.en) }
}

function dates(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  return perLanguage((locale) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }))
}

// Made once: an Intl formatter costs more than all its uses.
const LONG = dates({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })
const TIME = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const DAY_MONTH_YEAR = dates({ day: 'numeric', month: 'long', year: 'numeric' })
const DAY_MONTH = dates({ day: 'numeric', month: 'short' })
const SHORT = dates({ day: 'numeric', month: 'short', year: 'numeric' })
const SHORT_WEEKDAY = dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const DAY = dates({ day: '2-digit' })
const MONTH = dates({ month: 'short' })
const MONTH_YEAR = dates({ month: 'long', year: 'numeric' })
const MONTH_NAME = dates({ month: 'long' })
const WEEKDAY = dates({ weekday: 'short' })
const DAY_NUMBER = dates({ day: 'numeric' })
const NUMBER = perLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }))
const WHOLE_EURO = perLanguage(
  (locale) => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }),
)
const EURO = perLanguage((locale) => new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }))
const LIST = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))

function momentFor(when: number | string): number {
  return typeof when === 'number' ? when : Date.parse(`${when}T12:00:00Z`)
}

function withoutPoint(text: string): string {
  return text.replace(/\./g, '').replace(/,/g, '')
}

/** `di 1 december 2026` / `Tue 1 December 2026`; takes a moment or a date such as "2026-12-01". */
export function formatDate(language: Language, when: number | string): string {
  return withoutPoint(LONG[language].format(momentFor(when)))
}

/** `di 1 december 2026, 10:00` / `Tue 1 December 2026, 10:00`, as clocks in Amsterdam show it. */
export function formatMoment(language: Language, moment: number): string {
  return `${formatDate(language, moment)}, ${TIME[language].format(moment)}`
}

/** `1 december 2026` / `1 December 2026`. */
export function formatDayMonthYear(language: Language, when: number | string): string {
  return DAY_MONTH_YEAR[language].format(momentFor(when))
}

/** `12 dec 2026` / `12 Dec 2026`, for a column of days. */
export function formatDayInColumn(language: Language, when: number | string): string {
  return withoutPoint(SHORT[language].format(momentFor(when)))
}

/** `za 12 dec 2026` / `Sat 12 Dec 2026`. */
export function formatWeekdayInColumn(language: Language, when: number | string): string {
  return withoutPoint(SHORT_WEEKDAY[language].format(momentFor(when)))
}

/** `1 dec` / `1 Dec`, with the year when it is not the year of `today`. */
export function formatShortDate(language: Language, when: number | string, today: number): string {
  const moment = momentFor(when)
  const formatter = dayOf(moment).slice(0, 4) === dayOf(today).slice(0, 4) ? DAY_MONTH : SHORT
  return withoutPoint(formatter[language].format(moment))
}

/** The day and the month apart, for the date block in a list: `{ day: "01", month: "dec" }`. */
export function formatDateBlock(language: Language, moment: number): { day: string; month: string } {
  return { day: DAY[language].format(moment), month: withoutPoint(MONTH[language].format(moment)).toLowerCase() }
}

/** `december 2026` / `December 2026`. */
export function formatMonthYear(language: Language, date: string): string {
  return MONTH_YEAR[language].format(momentFor(date))
}

/** The parts of a day in a calendar: `{ weekday: "di", day: "1", month: "december" }`. */
export function formatDayParts(language: Language, date: string): { weekday: string; day: string; month: string } {
  const moment = momentFor(date)
  return {
    weekday: withoutPoint(WEEKDAY[language].format(moment)),
    day: DAY_NUMBER[language].format(moment),
    month: MONTH_NAME[language].format(moment),
  }
}

/** The days from one until another: `7–13 dec 2026`, `28 dec 2026 – 3 jan 2027`. */
export function formatDays(language: Language, from: string, until: string): string {
  return withoutPoint(SHORT[language].formatRange(momentFor(from), momentFor(until))).replace(/\s+/g, ' ')
}

export function formatNumber(language: Language, value: number): string {
  return NUMBER[language].format(value)
}

/** `€ 450` / `€450`; cents only where there are any. */
export function formatMoney(language: Language, cents: number): string {
  return (cents % 100 === 0 ? WHOLE_EURO : EURO)[language].format(cents / 100)
}

/** `a, b en c` / `a, b and c`. */
export function formatList(language: Language, parts: ReadonlyArray<string>): string {
  return LIST[language].format(parts)
}

/** `09:30 – 16:00`. */
export function formatTimes(from: string, until: string): string {
  return `${from} – ${until}`
}
