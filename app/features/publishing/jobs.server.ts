import { asSystem } from '#app/access/actor.ts'
import type { Job } from '#app/platform/jobs/job.ts'
import { hidePassedOffers } from './hide-passed.server.ts'

/** Hides at night what nobody looked at in time. */
export const PUBLISHING_JOBS = [
  {
    name: 'hide-passed-offers',
    // What had passed before the portal first saw this is hidden in the night after, not at once: its owner reads of it that day.
    when: { nightly: true, first: 'later' },
    async run({ db, now, breathe }) {
      await hidePassedOffers(db, asSystem('retention', 'offer.save'), now, breathe)
    },
  },
] as const satisfies ReadonlyArray<Job>
