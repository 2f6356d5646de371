import { cachedOffers } from '#app/features/catalogue/cached-offers.server.ts'
import { findFilteredIds, type OfferFilter } from '#app/features/catalogue/catalogue-filters.server.ts'
import { kindIsOn, kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { kindOf } from '#app/features/catalogue/kinds.ts'
import { isVisible } from '#app/features/catalogue/offer-rules.ts'
import type { Offer } from '#app/features/catalogue/offer-store.server.ts'
import { momentOf } from '#app/i18n/zoned-time.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { type CalendarEntry, calendarEntriesOf, inOrderOfTime } from './calendar-entries.ts'

type Days = { from: string; until: string }

const A_DAY = 86_400_000
/** Published offers with a session on these days or a sign-up that ends on them, and those of a kind that closes on a day in its details. */
const OFFERS = `SELECT DISTINCT offer_id AS id FROM sessions JOIN offers ON offers.id = offer_id
  WHERE offers.state = 'published' AND starts_at < @end AND ends_at > @start
  UNION SELECT offer_id FROM sessions JOIN offers ON offers.id = offer_id
  WHERE offers.state = 'published' AND sign_up_until BETWEEN @from AND @until
  UNION SELECT id FROM offers WHERE state = 'published' AND kind IN (SELECT value FROM json_each(@closing))
  AND json_extract(details, '$.closesOn') BETWEEN @from AND @until`

/** The offers that may be shown and have something on these days; with a filter only what passes it. */
export function findOffersOn(
  db: Db,
  search: SearchEngine,
  filter: OfferFilter,
  days: Days,
  now: Date,
): ReadonlyArray<Offer> {
  const closing = kindsOn().filter((kind) => kindOf(kind).dates.includes('closesOn'))
  // Wall times of other zones: a day on either side holds all of them.
  const found = prepared(db, OFFERS).all({
    ...days,
    start: momentOf(days.from, '00:00') - A_DAY,
    end: momentOf(days.until, '00:00') + 2 * A_DAY,
    closing: JSON.stringify(closing),
  }) as Array<{ id: string }>
  const passes = findFilteredIds(search, filter, now)
  const ids = found.map(({ id }) => id).filter((id) => passes === null || passes.has(id))
  return cachedOffers(db, ids).filter((offer) => isVisible(offer, Number(now)) && kindIsOn(offer.kind))
}

/** Everything that falls on these days, of what may be shown and passes the filter, by day and time. */
export function findEntries(db: Db, search: SearchEngine, filter: OfferFilter, days: Days, now: Date): CalendarEntry[] {
  return inOrderOfTime(findOffersOn(db, search, filter, days, now).flatMap((offer) => calendarEntriesOf(offer, days)))
}
