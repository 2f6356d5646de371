import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { destroyMarkedKeys } from '#app/platform/crypto/strike-out.server.ts'
import { finishErasingWithin } from '#app/platform/dossiers/erase-dossier.server.ts'
import { countOrphans } from '#app/platform/dossiers/orphans.server.ts'
import type { Job } from '#app/platform/jobs/job.ts'
import { JobError } from '#app/platform/jobs/job-error.ts'
import { log } from '#app/platform/log.server.ts'
import { emptyJournalOfMoved } from './move-to-files.server.ts'

const EVERY_MS = 10 * 60_000
const PATIENCE_MS = 30_000

/** The jobs of dossiers. They run by the clock, whether or not there is anything: that they run says nothing of what people do. */
export function dossierJobs(files: () => PortalFiles) {
  return [
    {
      name: 'finish-erasing',
      when: { everyMs: EVERY_MS },
      inThread: true,
      async run() {
        destroyMarkedKeys(files())
        const isErased = await finishErasingWithin(files(), PATIENCE_MS, Number.POSITIVE_INFINITY)
        if (!isErased || !emptyJournalOfMoved(files())) throw new JobError('busy')
      },
    },
    {
      name: 'report-orphans',
      when: { nightly: true },
      inThread: true,
      run({ db }) {
        for (const [kind, count] of Object.entries(countOrphans({ ...files(), db })))
          if (count > 0)
            log('warn', 'something misses its counterpart in another file', { kind, count, code: 'orphans' })
      },
    },
  ] as const satisfies ReadonlyArray<Job>
}
