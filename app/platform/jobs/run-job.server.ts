import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type Db, isBusy } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { defectOf } from '../defect.ts'
import { log } from '../log.server.ts'
import type { Job, JobContext } from './job.ts'
import { errorCodeOf, JobStopped } from './job-error.ts'
import { type JobId, noteDone, noteFailed, readJobRow } from './job-rows.server.ts'
import { backOffMs, type Clocks, isDue, LEASE_MS, nextDue } from './job-rules.ts'
import { giveLeaseBack, takeLease } from './lease.server.ts'

/** Where jobs run: the database, the two clocks, the worker thread where there is one, and how long a lease lasts. */
export type JobHost = {
  readonly db: Db
  /** The portal's clock. */
  readonly clock: () => Date
  /** The machine's clock, in milliseconds UTC. */
  readonly machineClock: () => number
  readonly thread: { run(id: JobId, now: Date, signal: AbortSignal): Promise<void> } | null
  readonly leaseMs: number
}

/** A host with what is usual. */
export function jobHost(db: Db, clock: () => Date, parts: Partial<JobHost> = {}): JobHost {
  return { db, clock, machineClock: Date.now, thread: null, leaseMs: LEASE_MS, ...parts }
}

export type Run = 'done' | 'failed' | 'stopped' | 'busy' | 'not-due'

export function clocksOf({ clock, machineClock }: JobHost): Clocks {
  return { portal: Number(clock()), machine: machineClock() }
}

/** Takes the lease of a job that is due (or, with `now`, of one that is not). Looks once more in the transaction: another process may have been first. */
function begin(
  tx: Tx,
  job: Job,
  id: JobId,
  hold: { holder: string; host: JobHost; evenIfNotDue: boolean },
): Run | null {
  const { holder, host, evenIfNotDue } = hold
  const clocks = clocksOf(host)
  if (!evenIfNotDue && !isDue(job.when, readJobRow(tx, id), clocks)) return 'not-due'
  const { portal, machine } = clocks
  const lease = { ...id, holder, now: machine, until: machine + host.leaseMs, dueAt: portal }
  if (!takeLease(tx, lease)) return 'busy'
  prepared(tx, 'UPDATE jobs SET started_at = ? WHERE name = ? AND record = ?').run(clocks.portal, id.name, id.record)
  return null
}

/** Keeps the lease while the job works; `lost` when another process took it. */
function keepLease(host: JobHost, id: JobId, holder: string, lost: () => void): { end(): void } {
  const timer = setInterval(() => {
    try {
      const now = host.machineClock()
      const lease = { ...id, holder, now, until: now + host.leaseMs }
      if (!inTransaction(host.db, (tx) => takeLease(tx, lease))) lost()
    } catch (error) {
      // The next time keeps it too; only when all fail does it run out.
      log(isBusy(error) ? 'info' : 'warn', 'a lease could not be kept', { kind: id.name, error: defectOf(error) })
    }
  }, host.leaseMs / 3).unref()
  return { end: () => clearInterval(timer) }
}

/** Does the work of a job, in the thread where it belongs there. */
async function work(host: JobHost, job: Job, id: JobId, signal: AbortSignal): Promise<void> {
  if (job.inThread && host.thread) return host.thread.run(id, host.clock(), signal)
  await job.run(contextFor(host.db, id, host.clock(), signal))
}

/** What a job is given. */
export function contextFor(db: Db, { record }: JobId, now: Date, signal: AbortSignal): JobContext {
  return {
    db,
    record,
    now,
    signal,
    async breathe() {
      await setImmediate()
      if (signal.aborted) throw new JobStopped()
    },
  }
}

/**
 * Runs a job once, when it is due and no other process works on it. Never throws: what failed is kept as a code and logged by its kind, and
 * tried again after a while. Stopped by `signal`, it gives its lease back and stays due.
 */
export async function runJob(
  host: JobHost,
  job: Job,
  id: JobId,
  { signal, evenIfNotDue = false }: { signal: AbortSignal; evenIfNotDue?: boolean },
): Promise<Run> {
  const holder = randomUUID()
  const ending = new AbortController()
  const isEnding = () => ending.signal.aborted || signal.aborted
  try {
    const problem = inTransaction(host.db, (tx) => begin(tx, job, id, { holder, host, evenIfNotDue }))
    if (problem) return problem
    const [startedAt, started] = [host.clock(), performance.now()]
    const lease = keepLease(host, id, holder, () => ending.abort())
    let failure: unknown
    try {
      await work(host, job, id, AbortSignal.any([signal, ending.signal]))
    } catch (error) {
      failure = error ?? new Error('unknown')
    } finally {
      lease.end()
    }
    const tookMs = Math.round(performance.now() - started)
    if (failure !== undefined && (failure instanceof JobStopped || isEnding())) {
      inTransaction(host.db, (tx) => giveLeaseBack(tx, { ...id, holder }))
      return 'stopped'
    }
    const ended = { ...id, holder, tookMs, endedAt: Number(host.clock()) }
    if (failure === undefined) {
      const dueAt = Math.min(nextDue(job.when, Number(startedAt)), Number.MAX_SAFE_INTEGER)
      inTransaction(host.db, (tx) => noteDone(tx, { ...ended, dueAt }))
      return 'done'
    }
    noteFailure(host, ended, failure)
    return 'failed'
  } catch (error) {
    // The database itself: its lease runs out, and it is tried again.
    log(isBusy(error) ? 'info' : 'warn', 'a job could not be noted', { kind: job.name, error: defectOf(error) })
    return 'failed'
  }
}

function noteFailure(
  host: JobHost,
  ended: JobId & { holder: string; tookMs: number; endedAt: number },
  failure: unknown,
) {
  const code = errorCodeOf(failure)
  const failures = (readJobRow(host.db, ended)?.failures ?? 0) + 1
  const retryAt = host.machineClock() + backOffMs(failures)
  inTransaction(host.db, (tx) => noteFailed(tx, { ...ended, error: code, retryAt }))
  // A job that fails all night says so a few times, not at every try.
  const level = isBusy(failure) ? 'info' : 'warn'
  if ((failures & (failures - 1)) === 0)
    log(level, 'a job failed and is tried again', { kind: ended.name, code, count: failures, error: defectOf(failure) })
}
