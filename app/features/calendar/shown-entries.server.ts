import { filterParameters, type OfferFilter } from '#app/features/catalogue/catalogue-filters.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { ZONE } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { type EntryView, entryView } from './entry-view.server.ts'
import { findEntries } from './find-entries.server.ts'

/** What stands on the days of a period, as the page shows it. To be read only: many pages share it. */
export type ShownEntries = {
  readonly byDay: ReadonlyMap<string, ReadonlyArray<EntryView>>
  readonly count: number
  /** Whether a time is in another zone than the portal's own. */
  readonly hasOtherZones: boolean
}

/** What depends on the clock alone is at most so old, as a kept page is; any change of the offer shows at once. */
const KEPT_MS = 30_000
const MOST_KEPT = 300

type Kept = { shown: ShownEntries; from: number }

function nothingKept(): Map<string, Kept> {
  return new Map()
}

function read(
  db: Db,
  search: SearchEngine,
  language: Language,
  filter: OfferFilter,
  days: { from: string; until: string },
  now: Date,
): ShownEntries {
  const entries = findEntries(db, search, filter, days, now)
  const byDay = new Map<string, EntryView[]>()
  for (const entry of entries) {
    const day = byDay.get(entry.date)
    if (day) day.push(entryView(entry, language))
    else byDay.set(entry.date, [entryView(entry, language)])
  }
  const hasOtherZones = entries.some((entry) => entry.what === 'session' && entry.session.zone !== ZONE)
  return { byDay, count: entries.length, hasOtherZones }
}

/** What falls on these days and passes the filter, in the reader's language; read once for all who look at the same days. */
export function findShownEntries(
  db: Db,
  search: SearchEngine,
  language: Language,
  filter: OfferFilter,
  days: { from: string; until: string },
  now: Date,
): ShownEntries {
  const kept = cachedUntilChange(db, ['catalogue', 'portal', 'search'], nothingKept)
  const key = `${days.from} ${days.until} ${paths.calendar(language, filterParameters(filter))}`
  const known = kept.get(key)
  if (known && known.from <= Number(now) && Number(now) < known.from + KEPT_MS) return known.shown
  const shown = read(db, search, language, filter, days, now)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, { shown, from: Number(now) })
  return shown
}
