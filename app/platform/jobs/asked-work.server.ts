import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type JobId, readJobRow } from './job-rows.server.ts'
import { isLeased, MOST_TRIES_WHEN_ASKED } from './job-rules.ts'
import { wakeJobs } from './start-jobs.server.ts'

/** How it stands with work that somebody asked for. */
export type WorkState = 'waiting' | 'working' | 'done' | 'failed'

/**
 * Asks for work on one record, by a job that is done when asked; it begins at once, in the process that is free. Asked for again while
 * it waits or is at work, it is done once; after it is done or failed, anew. `record` is an id, never a name.
 */
export function askForWork(db: Db, { name, record }: JobId, now: Date): void {
  inTransaction(db, (tx) =>
    prepared(
      tx,
      `INSERT INTO jobs (name, record, due_at) VALUES (@name, @record, @now) ON CONFLICT (name, record) DO UPDATE
       SET due_at = @now, retry_at = NULL, ended_at = NULL, failures = 0, error = NULL
       WHERE ended_at IS NOT NULL OR failures >= @most`,
    ).run({ name, record, now: Number(now), most: MOST_TRIES_WHEN_ASKED }),
  )
  wakeJobs()
}

/** How it stands with work on one record; null when nobody asked for it. `machineNow`: the machine's clock. */
export function stateOfWork(db: Db, id: JobId, machineNow: number = Date.now()): WorkState | null {
  const row = readJobRow(db, id)
  if (!row) return null
  if (row.endedAt !== null) return 'done'
  if (row.failures >= MOST_TRIES_WHEN_ASKED) return 'failed'
  return isLeased(row, machineNow) ? 'working' : 'waiting'
}
