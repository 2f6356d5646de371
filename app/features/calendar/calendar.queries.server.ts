import {
  chosenFilters,
  type FilterGroup,
  filterGroups,
  filterParameters,
  type OfferFilter,
  readOfferFilter,
  toggled,
} from '#app/features/catalogue/catalogue-filters.server.ts'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import { readClosingDays } from '#app/features/working-days/closing-days.server.ts'
import { closingOn } from '#app/features/working-days/working-day-rules.ts'
import { formatDayParts, formatDays, formatMonthYear } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, type Pair, textIn } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import {
  type CalendarPeriod,
  type CalendarView,
  daysOf,
  isWeekend,
  mondayOf,
  type PeriodParameters,
  periodAround,
  readJump,
  readPeriod,
  VIEWS,
  wholeWeeks,
} from './calendar-period.ts'
import type { EntryView } from './entry-view.server.ts'
import { findShownEntries } from './shown-entries.server.ts'

export type DayView = {
  date: string
  weekday: string
  day: string
  month: string
  /** Of another month than the page; it stands there to fill the week. */
  isOutside: boolean
  isToday: boolean
  isPast: boolean
  /** A list leaves it out: nothing is on it, and no working day is lost by a closure. */
  isFree: boolean
  /** Why the institution is closed, with its language where that is not the page's. */
  closed?: { name: string; language?: Language }
  entries: ReadonlyArray<EntryView>
  /** How many more there are. */
  more: number
  /** Where they are, or the month of a day of another one; empty where there is nothing to go to. */
  href: string
}

export type CalendarPageData = {
  view: CalendarView
  title: string
  days: DayView[]
  /** The days of the week that have a column, as `ma`. */
  weekdays: string[]
  count: number
  q: string
  quick: Array<{ label: string; href: string; on: boolean }>
  chips: Array<{ label: string; facetLabel: string; href: string }>
  /** The filters with all their values, when they are asked for. */
  groups: FilterGroup[] | null
  dropped: number
  isUnknown: boolean
  /** What somebody typed to go to, when it is no month or day. */
  unreadJump: string | null
  /** Hidden fields of the forms of the page: what the address holds besides. */
  period: PeriodParameters
  kept: Array<{ name: string; value: string }>
  hidesWeekend: boolean
  hasOtherZones: boolean
  hrefs: {
    today: string
    previous: string
    next: string
    views: Record<CalendarView, string>
    filters: string
    withoutFilters: string
    cleared: string
    subscribe: string
    /** The same page with one's own sessions marked by the server, for who has no script. */
    withOwn: string
    agenda: string
  }
}

/** A day shows so many; the others are behind a link. Keeps a page within its size on the busiest day. */
const MOST_ON_A_DAY: Record<CalendarView, number> = { month: 6, week: 25, agenda: 25 }

function titleOf(language: Language, { view, from, until }: CalendarPeriod): string {
  if (view === 'month') return formatMonthYear(language, from)
  return formatDays(language, from, until)
}

/**
 * The days that stand on the page: whole weeks for a month, without both weekend days when nothing is on them; in an agenda only days with something,
 * and working days on which the institution is closed.
 */
function shownDays(
  period: CalendarPeriod,
  byDay: ReadonlyMap<string, unknown>,
  isClosed: (date: string) => boolean,
  today: string,
) {
  if (period.view === 'agenda') {
    const isShown = (date: string) => byDay.has(date) || (isClosed(date) && !isWeekend(date))
    return { dates: daysOf(period).filter(isShown), columns: [] }
  }
  const all = period.view === 'week' ? daysOf(period) : wholeWeeks(period)
  const week = daysOf({ from: mondayOf(period.from), until: all[6] ?? period.until })
  // Today stands there, also when it is a Sunday with nothing on it.
  const hasWeekend = all.some((date) => isWeekend(date) && (byDay.has(date) || date === today))
  const isShown = (date: string) => hasWeekend || !isWeekend(date)
  return { dates: all.filter(isShown), columns: week.filter(isShown) }
}

function closedFor(language: Language, names: Pair): NonNullable<DayView['closed']> {
  const name = textIn(names, language)
  return { name: name.text, ...(name.language && name.language !== language ? { language: name.language } : {}) }
}

type DayParts = ReturnType<typeof formatDayParts>
const MOST_PARTS = 2_000
const parts = new Map<string, DayParts>()

/** The words for a day, worked out once: formatting costs more than the rest of a day. */
function dayParts(language: Language, date: string): DayParts {
  const known = parts.get(language + date)
  if (known) return known
  if (parts.size >= MOST_PARTS) parts.clear()
  const made = formatDayParts(language, date)
  parts.set(language + date, made)
  return made
}

/** Where the words in the jump field lead, if the address has any: an address, or null when they are no month or day. */
export function jumpTarget(
  db: Db,
  language: Language,
  address: URLSearchParams,
  now: Date,
): { goTo: string | null } | undefined {
  const typed = address.get('jump')
  if (typed === null) return undefined
  const filter = filterParameters(readOfferFilter(db, language, address))
  const { period } = readPeriod(address, dayOf(now))
  const date = typed.trim() === '' ? dayOf(now) : readJump(typed)
  if (!date) return { goTo: null }
  const { parameters } = periodAround(period.view, date)
  return { goTo: `${paths.calendar(language, { ...parameters, ...filter })}#day-${date}` }
}

function quickFilters(language: Language, filter: OfferFilter, here: PeriodParameters): CalendarPageData['quick'] {
  const t = textsFor(language)
  // Only what has days: a kind with sessions, or one that closes on a day.
  const kinds = kindsOn().filter((kind) => kindOf(kind).sessions || kindOf(kind).dates.includes('closesOn'))
  return kinds.map((kind) => ({
    label: t(kindOf(kind).plural, { ns: 'offer' }),
    on: filter.choices.kind?.includes(kind) ?? false,
    href: paths.calendar(language, { ...here, ...filterParameters(toggled(filter, 'kind', kind)) }),
  }))
}

/** Asks for a page on which one's own sessions stand out, which nobody shares (`?mine=1`). */
const OWN = 'mine'

export function ownAsked(address: URLSearchParams): boolean {
  return address.get(OWN) === '1'
}

/** Everything the calendar shows for this address. The same for everybody: what is somebody's own is asked for apart. */
export function findCalendarPage(
  db: Db,
  search: SearchEngine,
  language: Language,
  address: URLSearchParams,
  now: Date,
): CalendarPageData {
  const today = dayOf(now)
  const { period, isUnknown } = readPeriod(address, today)
  const filter = readOfferFilter(db, language, address)
  const parameters = filterParameters(filter)
  const { byDay, count, hasOtherZones } = findShownEntries(db, search, language, filter, period, now)
  const closed = readClosingDays(db)
  const { dates, columns } = shownDays(period, byDay, (date) => closingOn(closed, date) !== undefined, today)
  const mine = ownAsked(address) ? { [OWN]: '1' } : {}
  const at = (where: PeriodParameters) => paths.calendar(language, { ...where, ...parameters, ...mine })
  const agendaOf = (date: string) => at(periodAround('agenda', date).parameters)
  const monthOf = (date: string) => `${at(periodAround('month', date).parameters)}#day-${date}`
  const most = MOST_ON_A_DAY[period.view]
  const isOpen = address.get('filters') === 'open'
  const anchor = today >= period.from && today <= period.until ? today : period.from
  const days = dates.map((date): DayView => {
    const entries = byDay.get(date) ?? []
    const isOutside = date < period.from || date > period.until
    const why = isOutside ? undefined : closingOn(closed, date)
    return {
      date,
      ...dayParts(language, date),
      isOutside,
      isToday: date === today,
      isPast: date < today,
      isFree: entries.length === 0 && (!why || isWeekend(date)),
      ...(why ? { closed: closedFor(language, why.name) } : {}),
      entries: entries.slice(0, most),
      more: Math.max(0, entries.length - most),
      // Only where the page has a link to it.
      href: isOutside ? monthOf(date) : entries.length > most ? agendaOf(date) : '',
    }
  })
  return {
    view: period.view,
    title: titleOf(language, period),
    days,
    weekdays: columns.map((date) => dayParts(language, date).weekday),
    count,
    q: filter.q,
    quick: quickFilters(language, filter, period.parameters),
    chips: chosenFilters(db, language, filter)
      .filter(({ facet }) => facet !== 'kind')
      .map(({ facet, value, label, facetLabel }) => ({
        label,
        facetLabel,
        href: paths.calendar(language, {
          ...period.parameters,
          ...filterParameters(toggled(filter, facet, value)),
        }),
      })),
    groups: isOpen ? filterGroups(db, language, filter) : null,
    dropped: filter.dropped,
    isUnknown,
    unreadJump: address.get('jump'),
    period: period.parameters,
    kept: Object.entries({ ...parameters, ...mine }).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => ({ name, value: one })),
    ),
    hidesWeekend: columns.length > 0 && columns.length < 7,
    hasOtherZones,
    hrefs: {
      today: `${at(periodAround(period.view, today).parameters)}#day-${today}`,
      previous: at(period.previous),
      next: at(period.next),
      views: Object.fromEntries(VIEWS.map((view) => [view, at(periodAround(view, anchor).parameters)])) as Record<
        CalendarView,
        string
      >,
      filters: `${paths.calendar(language, { ...period.parameters, ...parameters, filters: 'open' })}#filters`,
      withoutFilters: at(period.parameters),
      cleared: paths.calendar(language, { ...period.parameters }),
      subscribe: paths.subscribe(language, parameters),
      withOwn: paths.calendar(language, { ...period.parameters, ...parameters, [OWN]: '1' }),
      agenda: agendaOf(anchor),
    },
  }
}
