import type { Job } from '#app/platform/jobs/job.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { endAllLapsed } from './change-sign-up.server.ts'

/** How often offered places that were not taken are looked for. Whoever signs up or takes a place looks for those of that session at once. */
const EVERY_MS = 60_000

const endLapsedOffers = {
  name: 'sign-up:lapsed',
  when: { everyMs: EVERY_MS },
  isOn: () => moduleIsOn('sign-up'),
  run: ({ db, now }) => void inTransaction(db, (tx) => endAllLapsed(tx, Number(now))),
} as const satisfies Job

export const SIGN_UP_JOBS = [endLapsedOffers] as const
