import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { formatDate, formatMoment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { calendarFeeds } from '#db/schema/calendar.ts'
import { LAST_DAY } from './calendar-files.server.ts'
import { type EntryView, entryView } from './entry-view.server.ts'
import { findOwnEntries } from './own-entries.server.ts'

const MOST_SHOWN = 100

export type MyCalendarPageData = {
  coming: Array<EntryView & { date: string }>
  feed: { neutral: boolean; made: string; fetched: string | null } | null
}

/** One's own sessions to come, and how the address for one's own program stands. The address itself is kept nowhere. */
export function findMyCalendarPage(
  db: Db,
  actor: Allowed<'calendar.view-own'>,
  language: Language,
  now: Date,
): MyCalendarPageData {
  const coming = findOwnEntries(db, actor, { from: dayOf(now), until: LAST_DAY }, now)
  const feed = db.select().from(calendarFeeds).where(eq(calendarFeeds.personId, actor.id)).get()
  return {
    coming: coming
      .slice(0, MOST_SHOWN)
      .map((entry) => ({ ...entryView(entry, language), date: formatDate(language, entry.date) })),
    feed: feed
      ? {
          neutral: feed.neutral,
          made: formatMoment(language, feed.createdAt),
          fetched: feed.fetchedAt === null ? null : formatMoment(language, feed.fetchedAt),
        }
      : null,
  }
}
