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
import { type CalendarEvent, writeAhead, writeIcal } from './feed/write-ical.server.ts'
import { findEntries } from './find-entries.server.ts'

/** What is past stays so long in a feed; a program that keeps what it has read loses nothing. */
export const PAST_DAYS = 30
export const LAST_DAY = '2199-12-31'
/** More than a program reads, and than a university plans. */
const MOST_EVENTS = 5_000
/** What depends on the clock alone, such as an offer that becomes visible, is at most so old. */
const KEPT_MS = 30_000
/** A file of the largest size is two megabytes. */
const MOST_FILES = 20

type Kept = { text: Promise<string>; from: number }

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

/** How long others wait for a large file at most: an event takes well under a millisecond, and so many are written between two breaths. */
const breathe = () => new Promise((resume) => setImmediate(resume))

async function writeFile(
  db: Db,
  search: SearchEngine,
  language: Language,
  filter: OfferFilter,
  now: Date,
): Promise<string> {
  const days = { from: addDays(dayOf(now), -PAST_DAYS), until: LAST_DAY }
  const entries = findEntries(db, search, filter, days, now).slice(0, MOST_EVENTS)
  const reader = { language, today: dayOf(now) }
  const events: CalendarEvent[] = []
  for (const [place, entry] of entries.entries()) {
    if (place % 100 === 99) await breathe()
    events.push(calendarEvent(entry, reader))
  }
  await writeAhead(events, breathe)
  const name = calendarName(db, language, filter)
  return writeIcal({ name, portal: portalName(), language, zone: ZONE }, events)
}

/** Everything that passes the filters of an address, as a file. Written once for all who read it, until the offer changes. */
export function findCalendarFile(
  db: Db,
  search: SearchEngine,
  language: Language,
  address: URLSearchParams,
  now: Date,
): Promise<string> {
  const filter = readOfferFilter(db, language, address)
  const files = cachedUntilChange(db, ['catalogue', 'portal', 'search'], noFiles)
  const key = paths.calendarFile(language, filterParameters(filter))
  const kept = files.get(key)
  if (kept && kept.from <= Number(now) && Number(now) < kept.from + KEPT_MS) return kept.text
  const text = writeFile(db, search, language, filter, now)
  // What failed is tried again by the next who asks.
  text.catch(() => files.delete(key))
  if (files.size >= MOST_FILES) files.clear()
  files.set(key, { text, from: Number(now) })
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
