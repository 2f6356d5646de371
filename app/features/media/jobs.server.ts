import type { Job } from '#app/platform/jobs/job.ts'
import { PREPARE_MEDIA } from './add-media.server.ts'
import { clearMedia } from './clear-media.server.ts'
import { mediaFolders } from './media-folder.server.ts'
import { prepareMedia } from './prepare-media.server.ts'

/** What is done with files of offers later: our own are made of what came in, and what nothing names any more is deleted. */
export const MEDIA_JOBS = [
  {
    name: PREPARE_MEDIA,
    when: { whenAsked: true },
    inThread: true,
    run: ({ db, record }) => prepareMedia(db, mediaFolders(), record),
  },
  {
    name: 'clear-media',
    when: { nightly: true },
    inThread: true,
    run: async ({ db, now, breathe }) => void (await clearMedia(db, mediaFolders(), now, { breathe })),
  },
] as const satisfies ReadonlyArray<Job>
