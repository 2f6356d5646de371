import { isBusy } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { defectOf } from '../defect.ts'
import { log } from '../log.server.ts'
import { activeJobs, type Job } from './job.ts'
import { addJobRow, type JobId, readOpenJobRows } from './job-rows.server.ts'
import { isDue, nextDue } from './job-rules.ts'
import { pause } from './pause.server.ts'
import { clocksOf, contextFor, type JobHost, runJob } from './run-job.server.ts'
import { startTick, type Tick } from './tick.server.ts'

const SECOND = 1_000
/** Rows are read this often, because other processes write them too; between, this process only looks at its clock. */
const READ_EVERY_MS = 20 * SECOND
/** Work that does not end when it is told to keeps the portal from ending no longer than this. */
const STOP_WITHIN_MS = 3 * SECOND

/** Jobs of this process. */
export type RunningJobs = {
  /** Starts what is due now; runs by itself once a second. */
  look(): void
  /** Resolves when no job of this process is under way. */
  idle(): Promise<void>
  /** Ends what is under way, gives leases back and resolves. */
  stop(): Promise<void>
}

let wake: (() => void) | null = null

/** Has the jobs of this process look at once, for work that somebody just asked for. */
export function wakeJobs(): void {
  wake?.()
}

function keyOf({ name, record }: JobId): string {
  return `${name} ${record}`
}

/**
 * Runs the jobs that exist in this portal when they are due, in this process unless another one is first; each by itself, so that none
 * waits for another. The first look comes a second later: a start is not held up.
 */
export function startJobs(host: JobHost, list: ReadonlyArray<Job>): RunningJobs {
  const jobs = activeJobs(list)
  const stopping = new AbortController()
  const running = new Map<string, Promise<unknown>>()
  let [nextRead, nextPortal] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]

  function start(job: Job, id: JobId): void {
    const key = keyOf(id)
    if (running.has(key)) return
    const ended = () => {
      running.delete(key)
      nextRead = Number.NEGATIVE_INFINITY
    }
    running.set(key, runJob(host, job, id, { signal: stopping.signal }).then(ended, ended))
  }

  /** Starts what is due. Answers the next moment of the portal's clock at which something will be, and of the machine's at which a lease or a wait ends. */
  function startDue(): { portal: number; machine: number } {
    const clocks = clocksOf(host)
    const rows = readOpenJobRows(host.db)
    let next = Number.POSITIVE_INFINITY
    let freed = clocks.machine + READ_EVERY_MS
    for (const job of jobs) {
      const { name, when } = job
      if ('lookEveryMs' in when) continue
      const own = rows.filter((row) => row.name === name)
      if (('everyMs' in when || 'nightly' in when) && when.first === 'later' && own.length === 0)
        inTransaction(host.db, (tx) => addJobRow(tx, { name, record: '' }, nextDue(when, clocks.portal)))
      const scheduled = 'whenAsked' in when ? [] : [own.find(({ record }) => record === '')]
      for (const row of 'whenAsked' in when ? own : scheduled) {
        if (isDue(when, row, clocks)) start(job, { name, record: row?.record ?? '' })
        next = Math.min(next, row?.dueAt ?? nextDue(when, clocks.portal))
        for (const end of [row?.leasedUntil ?? 0, row?.retryAt ?? 0])
          if (end > clocks.machine) freed = Math.min(freed, end)
      }
    }
    return { portal: next, machine: freed }
  }

  function look(): void {
    if (stopping.signal.aborted) return
    const { portal, machine } = clocksOf(host)
    // The machine's clock may have been set back: then the next reading is not hours away.
    if (machine < nextRead && machine >= nextRead - READ_EVERY_MS && portal < nextPortal) return
    try {
      const next = startDue()
      // What is due and could not start is looked at when rows are read again.
      nextPortal = next.portal > portal ? next.portal : Number.POSITIVE_INFINITY
      nextRead = next.machine
    } catch (error) {
      log(isBusy(error) ? 'info' : 'warn', 'jobs could not be read', { error: defectOf(error) })
    }
  }

  const ticks: Tick[] = [startTick('looking for jobs', SECOND, look)]
  for (const job of jobs) {
    const { when } = job
    if (!('lookEveryMs' in when)) continue
    const own = { name: job.name, record: '' }
    const turn = () => job.run(contextFor(host.db, own, host.clock(), stopping.signal))
    ticks.push(startTick(job.name, when.lookEveryMs, turn))
  }
  wake = () => {
    nextRead = Number.NEGATIVE_INFINITY
    look()
  }
  return {
    look,
    async idle() {
      while (running.size > 0) await Promise.all(running.values())
    },
    async stop() {
      wake = null
      stopping.abort()
      const ended = Promise.all([...ticks.map((tick) => tick.stop()), ...running.values()])
      // A server that hangs does not hold up the end of the portal.
      await Promise.race([ended, pause(STOP_WITHIN_MS, { keepAlive: false })])
    },
  }
}
