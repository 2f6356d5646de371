import type { Allowed } from '#app/access/actor.ts'
import { formatDate, formatDayMonthYear } from '#app/i18n/format.ts'
import type { Language, Pair } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { readClosingDays } from './closing-days.server.ts'
import { publicHolidays } from './public-holidays.ts'
import { mayChangeClosingDays } from './save-closing-day.server.ts'
import { HOLIDAY_COUNTRIES, type HolidayCountry } from './vocabulary.ts'
import { type ClosingDays, closingOn } from './working-day-rules.ts'

export type ClosingDayLine = ClosingDays & { days: string }
export type ProposedHoliday = { key: string; day: string; name: Pair }
export type ClosingDaysPageData = {
  lines: ClosingDayLine[]
  mayChange: boolean
  /** The one that the address asks to change, or to take away. */
  change: ClosingDays | null
  remove: ClosingDayLine | null
  propose: { country: HolidayCountry; year: number; years: number[]; holidays: ProposedHoliday[] }
}

function daysInWords(language: Language, { from, until }: Pick<ClosingDays, 'from' | 'until'>): string {
  if (from === until) return formatDate(language, from)
  return `${formatDayMonthYear(language, from)} – ${formatDayMonthYear(language, until)}`
}

/** The years that can be asked for: this one and the two after it. */
function yearsFrom(now: Date): number[] {
  const first = Number(dayOf(now).slice(0, 4))
  return [first, first + 1, first + 2]
}

/** The closing days to come, with the form and the holidays that the address asks for. */
export function findClosingDaysPage(
  db: Db,
  actor: Allowed<'closing-day.view'>,
  search: URLSearchParams,
  language: Language,
  now: Date,
): ClosingDaysPageData {
  const all = readClosingDays(db)
  const today = dayOf(now)
  const line = (one: ClosingDays) => ({ ...one, days: daysInWords(language, one) })
  const find = (name: string) => all.find(({ id }) => id === search.get(name))
  const remove = find('remove')
  const years = yearsFrom(now)
  const country = HOLIDAY_COUNTRIES.find((one) => one === search.get('country')) ?? 'nl'
  // Late in the year one plans the next.
  const usual = today.slice(5) > '07-31' ? years[1] : years[0]
  const year = years.find((one) => String(one) === search.get('year')) ?? usual ?? 0
  return {
    lines: all.filter(({ until }) => until >= today).map(line),
    mayChange: mayChangeClosingDays(actor),
    change: find('change') ?? null,
    remove: remove ? line(remove) : null,
    propose: {
      country,
      year,
      years,
      holidays: publicHolidays(country, year)
        .filter(({ day }) => day >= today && closingOn(all, day) === undefined)
        .map(({ key, day, name }) => ({ key, name, day: formatDate(language, day) })),
    },
  }
}
