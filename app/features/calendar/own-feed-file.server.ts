import { readPerson } from '#app/features/people/read-person.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { addDays, dayOf, ZONE } from '#app/i18n/zoned-time.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { LAST_DAY, PAST_DAYS } from './calendar-files.server.ts'
import { calendarEvent, neutralEvent } from './feed/calendar-events.server.ts'
import { writeIcal } from './feed/write-ical.server.ts'
import { findOwnEntries } from './own-entries.server.ts'
import { feedLinks } from './own-feed.server.ts'

const FEED = 'SELECT neutral FROM calendar_feeds WHERE person_id = ?'
const FETCHED = 'UPDATE calendar_feeds SET fetched_at = ? WHERE person_id = ?'

/** Whose calendar this token leads to; null for a token that leads nowhere, the same for each reason. */
export function ownerOfFeed(db: Db, token: string, now: Date): string | null {
  return feedLinks.read(db, token, now)?.recordId ?? null
}

/**
 * The sessions of somebody as a file for their own program, in the language they read the portal in, and notes that it was read. Null when they
 * may not sign in any more: what holds now decides, and not what held when the address was made.
 */
export function readOwnFeedFile(db: Db, personId: string, now: Date): string | null {
  const known = readPerson(db, personId, now)
  const feed = prepared(db, FEED).get(personId) as { neutral: number } | undefined
  if (!known || !feed) return null
  const { language } = known.person
  const days = { from: addDays(dayOf(now), -PAST_DAYS), until: LAST_DAY }
  const events = findOwnEntries(db, known.person, days, now).map((entry) => {
    const event = calendarEvent(entry, { language, today: dayOf(now) })
    // Colleagues see each other's calendars: what is discreet is never named there.
    return feed.neutral || entry.offer.discreet ? neutralEvent(event, language) : event
  })
  prepared(db, FETCHED).run(Number(now), personId)
  const name = textsFor(language)('calendar:feed.ownName', { portal: portalName() })
  return writeIcal({ name, portal: portalName(), language, zone: ZONE }, events)
}
