import {
  chosenFilters,
  filterParameters,
  type OfferFilter,
  readOfferFilter,
} from '#app/features/catalogue/catalogue-filters.server.ts'
import { kindIsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { isVisible } from '#app/features/catalogue/offer-rules.ts'
import { readOffers } from '#app/features/catalogue/offer-store.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { addDays, dayOf, ZONE } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { type CalendarEntry, calendarEntriesOf } from './calendar-entries.ts'
import { calendarEvent } from './feed/calendar-events.server.ts'
import { writeIcal } from './feed/write-ical.server.ts'
import { findEntries } from './find-entries.server.ts'

/** What is past stays so long in a feed; a program that keeps what it has read loses nothing. */
export const PAST_DAYS = 30
export const LAST_DAY = '2199-12-31'
/** More than a program reads, and than a university plans. */
const MOST_EVENTS = 5_000
/** What depends on the clock alone, such as an offer that becomes visible, is at most so old. */
const KEPT_MS = 30_000
const MOST_FILES = 200

type Kept = { text: string; until: number }

function noFiles(): Map<string, Kept> {
  return new Map()
}

/** The name of a calendar: the portal's, with what is chosen of it. */
export function calendarName(db: Db, language: Language, filter: OfferFilter): string {
  const t = textsFor(language)
  const chosen = chosenFilters(db, language, filter).map(({ label }) => label)
  const parts = [...(filter.q ? [`‘${filter.q}’`] : []), ...chosen]
  const name = t('calendar:feed.name', { portal: portalName() })
  return parts.length > 0 ? `${name}: ${parts.slice(0, 5).join(', ')}` : name
}

/** Entries as a file for calendar programs, in this language. */
export function fileOf(
  entries: ReadonlyArray<CalendarEntry>,
  { name, language, now }: { name: string; language: Language; now: Date },
): string {
  const events = entries.map((entry) => calendarEvent(entry, { language, today: dayOf(now) }))
  return writeIcal({ name, portal: portalName(), language, zone: ZONE }, events)
}

/** Everything that passes the filters of an address, as a file. Written once for all who read it, until the offer changes. */
export function findCalendarFile(
  db: Db,
  search: SearchEngine,
  language: Language,
  address: URLSearchParams,
  now: Date,
): string {
  const filter = readOfferFilter(db, language, address)
  const files = cachedUntilChange(db, ['catalogue', 'portal', 'search'], noFiles)
  const key = paths.calendarFile(language, filterParameters(filter))
  const kept = files.get(key)
  if (kept && kept.until > Number(now) && kept.until - KEPT_MS <= Number(now)) return kept.text
  const days = { from: addDays(dayOf(now), -PAST_DAYS), until: LAST_DAY }
  const entries = findEntries(db, search, filter, days, now).slice(0, MOST_EVENTS)
  const text = fileOf(entries, { name: calendarName(db, language, filter), language, now })
  if (files.size >= MOST_FILES) files.clear()
  files.set(key, { text, until: Number(now) + KEPT_MS })
  return text
}

/** One session as a file, with an event for each of its days; null where it may not be shown. */
export function findSessionFile(db: Db, language: Language, sessionId: string, now: Date): string | null {
  const row = prepared(db, 'SELECT offer_id AS id FROM sessions WHERE id = ?').get(sessionId) as
    | { id: string }
    | undefined
  const [offer] = row ? readOffers(db, [row.id]) : []
  if (!offer || !isVisible(offer, Number(now)) || !kindIsOn(offer.kind)) return null
  const entries = calendarEntriesOf(offer, { from: '1900-01-01', until: LAST_DAY }).filter(
    (entry) => entry.what === 'session' && entry.session.id === sessionId,
  )
  return fileOf(entries, { name: calendarName(db, language, { q: '', choices: {}, dropped: 0 }), language, now })
}
