import { asSystem } from '#app/access/actor.ts'
import type { PersonLeaves } from '#app/features/people/erase-person.server.ts'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { forgetFeeds } from './own-feed.server.ts'

/** Addresses of calendars that no program reads any more. */
const feedEraser: Eraser = {
  tables: ['koers.calendar_feeds'],
  erase: ({ db, now, keep }) =>
    forgetFeeds(db, asSystem('retention', 'calendar-feed.forget'), {
      notReadSince: momentOf(firstDayKept(keep, now), '00:00'),
    }),
}

export const CALENDAR_ERASERS: ReadonlyArray<Eraser> = [feedEraser]

/** When somebody is erased, their address goes first, with its link. */
export const leaveCalendarFeed: PersonLeaves = ({ db }, personId) => {
  forgetFeeds(db, asSystem('retention', 'calendar-feed.forget'), { personId })
}
