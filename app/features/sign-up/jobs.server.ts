import type { Job } from '#app/platform/jobs/job.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { endAllLapsed, serveLists } from './change-sign-up.server.ts'

/** How often lists are looked at: places that were not taken in time, or became free by more seats. Whoever signs up, takes or gives up a place moves the list of that session at once. */
const EVERY_MS = 60_000

const moveLists = {
  name: 'sign-up:lists',
  when: { everyMs: EVERY_MS },
  isOn: () => moduleIsOn('sign-up'),
  run: ({ db, now }) =>
    void inTransaction(db, (tx) => {
      endAllLapsed(tx, Number(now))
      serveLists(tx, Number(now))
    }),
} as const satisfies Job

export const SIGN_UP_JOBS = [moveLists] as const
