import { addDays, daysBetween, weekday } from '#app/i18n/zoned-time.ts'

export const VIEWS = ['month', 'week', 'agenda'] as const
export type CalendarView = (typeof VIEWS)[number]

/** The days a page of the calendar shows, as `2026-12-01`, and the address parameters of it and of its neighbours. */
export type CalendarPeriod = {
  view: CalendarView
  /** First and last day of the period. */
  from: string
  until: string
  parameters: PeriodParameters
  previous: PeriodParameters
  next: PeriodParameters
}
export type PeriodParameters = { month?: string; week?: string; view?: 'agenda'; from?: string }

const FIRST_YEAR = 2000
const LAST_YEAR = 2199
/** How many days an agenda shows at once. */
export const AGENDA_DAYS = 28

function isInRange(date: string): boolean {
  const year = Number(date.slice(0, 4))
  return year >= FIRST_YEAR && year <= LAST_YEAR
}

/** Whether this is a day that the calendar shows. */
export function isCalendarDay(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !isInRange(date)) return false
  const moment = Date.parse(`${date}T12:00:00Z`)
  return !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) === date
}

/** The Monday of the week of this day. */
export function mondayOf(date: string): string {
  return addDays(date, -((weekday(date) + 6) % 7))
}

/** The ISO week of this day, as `2026-W50`. A week belongs to the year of its Thursday. */
export function weekOf(date: string): string {
  const thursday = addDays(mondayOf(date), 3)
  const year = thursday.slice(0, 4)
  const number = 1 + Math.floor(daysBetween(`${year}-01-01`, thursday) / 7)
  return `${year}-W${String(number).padStart(2, '0')}`
}

/** The Monday of an ISO week; null for a week that does not exist, such as `2026-W60`. */
export function mondayOfWeek(week: string): string | null {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? []
  if (!year || !number || !isInRange(year)) return null
  const monday = addDays(mondayOf(`${year}-01-04`), (Number(number) - 1) * 7)
  return weekOf(monday) === week ? monday : null
}

/** The month so many months later: `2026-12` and 1 give `2027-01`. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const total = year * 12 + number - 1 + months
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`
}

function monthPeriod(month: string): CalendarPeriod {
  return {
    view: 'month',
    from: `${month}-01`,
    until: addDays(`${addMonths(month, 1)}-01`, -1),
    parameters: { month },
    previous: { month: addMonths(month, -1) },
    next: { month: addMonths(month, 1) },
  }
}

function weekPeriod(monday: string): CalendarPeriod {
  return {
    view: 'week',
    from: monday,
    until: addDays(monday, 6),
    parameters: { week: weekOf(monday) },
    previous: { week: weekOf(addDays(monday, -7)) },
    next: { week: weekOf(addDays(monday, 7)) },
  }
}

function agendaPeriod(from: string): CalendarPeriod {
  return {
    view: 'agenda',
    from,
    until: addDays(from, AGENDA_DAYS - 1),
    parameters: { view: 'agenda', from },
    previous: { view: 'agenda', from: addDays(from, -AGENDA_DAYS) },
    next: { view: 'agenda', from: addDays(from, AGENDA_DAYS) },
  }
}

/** The period of a view that holds this day. */
export function periodAround(view: CalendarView, date: string): CalendarPeriod {
  if (view === 'week') return weekPeriod(mondayOf(date))
  return view === 'agenda' ? agendaPeriod(date) : monthPeriod(date.slice(0, 7))
}

/**
 * The period of an address: `?month=2026-12`, `?week=2026-W50`, `?view=agenda&from=2026-12-01`; without any of them the month of today.
 * `isUnknown`: the address names a month, week or day that does not exist; the period of today is shown instead.
 */
export function readPeriod(search: URLSearchParams, today: string): { period: CalendarPeriod; isUnknown: boolean } {
  const [month, week, from] = ['month', 'week', 'from'].map((name) => search.get(name) || null)
  const read = (period: CalendarPeriod | null, view: CalendarView) =>
    period ? { period, isUnknown: false } : { period: periodAround(view, today), isUnknown: true }
  if (search.get('view') === 'agenda' || (from && !month && !week)) {
    if (!from) return read(agendaPeriod(today), 'agenda')
    return read(isCalendarDay(from) ? agendaPeriod(from) : null, 'agenda')
  }
  if (week) {
    const monday = mondayOfWeek(week)
    return read(monday ? weekPeriod(monday) : null, 'week')
  }
  if (!month) return read(periodAround(search.get('view') === 'week' ? 'week' : 'month', today), 'month')
  return read(isCalendarDay(`${month}-01`) ? monthPeriod(month) : null, 'month')
}

/**
 * The day that somebody wants to go to: `12-2026`, `9-12-2026`, `9/12/2026`, `2026-12`, `2026-12-09`; a month leads to its first day. Null when it
 * is none of these, or a day that the calendar does not show.
 */
export function readJump(typed: string): string | null {
  const parts = typed.trim().split(/[-/. ]+/)
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return null
  const inOrder = (parts[0] ?? '').length === 4 ? parts : [...parts].reverse()
  const [year = '', month = '', day = '1'] = inOrder
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDay(date) ? date : null
}

/** The days of a period in order. */
export function daysOf({ from, until }: Pick<CalendarPeriod, 'from' | 'until'>): string[] {
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, place) => addDays(from, place))
}

/** Whole weeks around a month, Monday to Sunday. */
export function wholeWeeks({ from, until }: Pick<CalendarPeriod, 'from' | 'until'>): string[] {
  return daysOf({ from: mondayOf(from), until: addDays(mondayOf(until), 6) })
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(date: string): boolean {
  return weekday(date) === 0 || weekday(date) === 6
}
