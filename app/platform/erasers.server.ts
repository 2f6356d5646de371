import { lt } from 'drizzle-orm'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { drafts } from '#db/schema/drafts.ts'
import { firstDayKept } from './duration.ts'
import type { Eraser } from './eraser.ts'
import { deleteConfirmedReads } from './http/confirmed-reads.server.ts'
import { deleteWaitedForms } from './http/form/waiting-forms.server.ts'
import { eraseCounters } from './http/rate-limit-store.server.ts'
import { deleteEndedLinks } from './links/links.server.ts'
import { deleteEndedOpenings } from './openings/record-openings.server.ts'
import { eraseEnded } from './outbox/erase-ended.server.ts'

/** Drafts that nobody went on with. */
const draftEraser: Eraser = {
  tables: ['koers.drafts'],
  erase: ({ db, now, keep }) =>
    db
      .delete(drafts)
      .where(lt(drafts.updatedAt, momentOf(firstDayKept(keep, now), '00:00')))
      .run().changes,
}

/** Counters of the rate limits mostly go a minute later by themselves; what a process left behind goes here. */
const counterEraser: Eraser = {
  tables: ['auth.attempts', 'auth.salts'],
  erase: ({ authStore, machineNow, keep }) =>
    eraseCounters(authStore, momentOf(firstDayKept(keep, machineNow), '00:00')),
}

/** Pages that somebody confirmed and never opened. */
const confirmedReadEraser: Eraser = {
  tables: ['auth.confirmed_reads'],
  erase: ({ authStore, now, keep }) => deleteConfirmedReads(authStore, momentOf(firstDayKept(keep, now), '00:00')),
}

/** Forms that waited for a sign-in and were never asked for again; most of them go when another one comes. */
const waitingFormEraser: Eraser = {
  tables: ['auth.waiting_forms'],
  erase: ({ authStore, now, keep }) =>
    deleteWaitedForms(authStore, new Date(momentOf(firstDayKept(keep, now), '00:00'))),
}

/** Openings of records that are over. */
const openingEraser: Eraser = {
  tables: ['auth.record_openings'],
  erase: ({ authStore, now, keep }) => deleteEndedOpenings(authStore, momentOf(firstDayKept(keep, now), '00:00')),
}

/** Links that are over or used up. */
const linkEraser: Eraser = {
  tables: ['koers.links'],
  erase: ({ db, now, keep }) => deleteEndedLinks(db, momentOf(firstDayKept(keep, now), '00:00')),
}

/** What happened and was told, and what was given up. */
const outboxEraser: Eraser = {
  tables: ['koers.outbox', 'confidential.outbox'],
  erase: ({ db, confidential, now, keep }) =>
    [db, confidential].reduce(
      (count, file) => count + eraseEnded(file, now, momentOf(firstDayKept(keep, now), '00:00')),
      0,
    ),
}

export const PLATFORM_ERASERS: ReadonlyArray<Eraser> = [
  draftEraser,
  counterEraser,
  confirmedReadEraser,
  openingEraser,
  linkEraser,
  waitingFormEraser,
  outboxEraser,
]
