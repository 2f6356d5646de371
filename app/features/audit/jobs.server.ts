import { asSystem } from '#app/access/actor.ts'
import { readHeads } from '#app/platform/audit/heads.server.ts'
import { isHeadOld, verifyLog } from '#app/platform/audit/verify.server.ts'
import { confidentialLines, verifyConfidentialLog } from '#app/platform/confidential-log/verify-confidential.server.ts'
import type { Job } from '#app/platform/jobs/job.ts'
import { JobError } from '#app/platform/jobs/job-error.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { writeHead } from './write-heads.server.ts'

/** At a fixed rhythm, whether or not something happened: neither the times of heads nor their number tell anything. Within five minutes, with the look of the jobs. */
const RHYTHM_MS = 240_000

/** What the audit log has done for it later. `headsFile`: where its heads are written down, outside the database; `confidential`: the file of the other log. */
export function auditJobs(headsFile: () => string, confidential?: () => ConfidentialDb) {
  /** Every few minutes, where the log stands; each process does it at its own start and stop too. */
  const writeAuditHead = {
    name: 'write-audit-head',
    when: { everyMs: RHYTHM_MS, first: 'later' },
    run: ({ db, now }) => void writeHead(db, headsFile(), now, confidential?.()),
  } as const satisfies Job

  /** Reads the whole log over, as `npm run audit:verify` does. A log that is not whole is a failed job with the first fault as its code. */
  const verifyAuditLog = {
    name: 'verify-audit-log',
    when: { nightly: true },
    inThread: true,
    run({ db, now }) {
      const auditor = asSystem('auditor', 'audit.verify')
      const found = verifyLog(db, auditor, readHeads(headsFile()))
      if (found.faults[0]) throw new JobError(`audit-${found.faults[0].kind}`)
      if (isHeadOld(found, now)) throw new JobError('audit-head-old')
      const lines = confidentialLines(readHeads(headsFile()))
      if (confidential && verifyConfidentialLog(confidential(), auditor, lines, now) === 'broken')
        throw new JobError('confidential-log-broken')
    },
  } as const satisfies Job

  return [writeAuditHead, verifyAuditLog] as const
}
