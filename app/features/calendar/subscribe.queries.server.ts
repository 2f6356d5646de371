import {
  chosenFilters,
  filterParameters,
  isEmptyFilter,
  readOfferFilter,
} from '#app/features/catalogue/catalogue-filters.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import type { Db } from '#db/open.server.ts'
import { feedOfPage } from './theme-feed.server.ts'

export type SubscribePageData = {
  /** What is chosen, in words; nothing for the whole calendar. */
  chosen: string[]
  file: string
  webcal: string
  /** What is new under the theme, for feed readers; nothing without exactly one theme. */
  theme: { href: string; title: string } | null
  hrefs: { calendar: string; whole: string | null; own: string }
}

/** The same address for a program that opens its own window for it. */
export function webcalOf(address: string): string {
  return address.replace(/^https?:/, 'webcal:')
}

/** How to have the calendar with the filters of this address in one's own program. */
export function findSubscribePage(db: Db, language: Language, address: URLSearchParams): SubscribePageData {
  const filter = readOfferFilter(db, language, address)
  const parameters = filterParameters(filter)
  const file = `${publicOrigin()}${paths.calendarFile(language, parameters)}`
  return {
    chosen: [...(filter.q ? [`‘${filter.q}’`] : []), ...chosenFilters(db, language, filter).map(({ label }) => label)],
    file,
    webcal: webcalOf(file),
    theme: feedOfPage(db, language, address),
    hrefs: {
      calendar: paths.calendar(language, parameters),
      whole: isEmptyFilter(filter) ? null : paths.subscribe(language),
      own: paths.myCalendar(language),
    },
  }
}
