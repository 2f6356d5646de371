import { asSystem } from '#app/access/actor.ts'
import { readHeads } from '#app/platform/audit/heads.server.ts'
import { verifyLog } from '#app/platform/audit/verify.server.ts'
import type { Job } from '#app/platform/jobs/job.ts'
import { JobError } from '#app/platform/jobs/job-error.ts'
import { writeHead } from './write-heads.server.ts'

const A_DAY = 86_400_000

/** What the audit log has done for it later. `headsFile`: where its heads are written down, outside the database. */
export function auditJobs(headsFile: () => string) {
  /** Once a day, where the log stands; each process does it at its own start and stop too. */
  const writeAuditHead = {
    name: 'write-audit-head',
    when: { everyMs: A_DAY, first: 'later' },
    run: ({ db, now }) => void writeHead(db, headsFile(), now),
  } as const satisfies Job

  /** Reads the whole log over, as `npm run audit:verify` does. A log that is not whole is a failed job with the first fault as its code. */
  const verifyAuditLog = {
    name: 'verify-audit-log',
    when: { nightly: true },
    inThread: true,
    run({ db }) {
      const { faults } = verifyLog(db, asSystem('auditor', 'audit.verify'), readHeads(headsFile()))
      if (faults[0]) throw new JobError(`audit-${faults[0].kind}`)
    },
  } as const satisfies Job

  return [writeAuditHead, verifyAuditLog] as const
}
