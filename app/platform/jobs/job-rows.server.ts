import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { JobTimes } from './job-rules.ts'

/** What is kept of a job. */
export type JobRow = JobTimes & {
  readonly name: string
  readonly record: string
  readonly startedAt: number | null
  readonly tookMs: number | null
  readonly error: string | null
}

/** Which job, and for which record somebody asked for it. */
export type JobId = { readonly name: string; readonly record: string }

const COLUMNS = `name, record, due_at AS dueAt, retry_at AS retryAt, leased_until AS leasedUntil, started_at AS startedAt,
  ended_at AS endedAt, took_ms AS tookMs, failures, error`

/** What is kept of this job; undefined when no process has seen it yet. */
export function readJobRow(db: Db, { name, record }: JobId): JobRow | undefined {
  return prepared(db, `SELECT ${COLUMNS} FROM jobs WHERE name = ? AND record = ?`).get(name, record) as
    | JobRow
    | undefined
}

/** What is kept of all jobs, without what was asked for and is done. */
export function readOpenJobRows(db: Db): JobRow[] {
  return prepared(db, `SELECT ${COLUMNS} FROM jobs WHERE record = '' OR ended_at IS NULL`).all() as JobRow[]
}

/** Notes when a job is due that has no row yet. */
export function addJobRow(tx: Tx, { name, record }: JobId, dueAt: number): void {
  prepared(tx, 'INSERT INTO jobs (name, record, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    name,
    record,
    dueAt,
  )
}

type Ended = JobId & { holder: string; endedAt: number; tookMs: number }

/** Notes that a job was done and gives its lease back. Nothing when another process has taken over meanwhile. */
export function noteDone(tx: Tx, ended: Ended & { dueAt: number }): void {
  prepared(
    tx,
    `UPDATE jobs SET holder = NULL, leased_until = NULL, retry_at = NULL, failures = 0, error = NULL, ended_at = @endedAt,
       took_ms = @tookMs, due_at = @dueAt WHERE name = @name AND record = @record AND holder = @holder`,
  ).run(ended)
}

/** Notes that a job failed and gives its lease back. Answers how often it failed in a row; nothing when another process has taken over. */
export function noteFailed(tx: Tx, failed: Ended & { error: string; retryAt: number }): void {
  prepared(
    tx,
    `UPDATE jobs SET holder = NULL, leased_until = NULL, retry_at = @retryAt, failures = failures + 1, error = @error,
       took_ms = @tookMs, ended_at = CASE record WHEN '' THEN @endedAt ELSE ended_at END
     WHERE name = @name AND record = @record AND holder = @holder`,
  ).run(failed)
}
