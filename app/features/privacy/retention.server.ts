import { defectOf } from '#app/platform/defect.ts'
import type { IsoPeriod } from '#app/platform/duration.ts'
import type { Eraser, Erasing, TableName } from '#app/platform/eraser.ts'
import type { Line } from '#app/platform/inventory/line.ts'
import type { Job } from '#app/platform/jobs/job.ts'
import { errorCodeOf, JobError } from '#app/platform/jobs/job-error.ts'
import { log } from '#app/platform/log.server.ts'
import { INVENTORY } from './inventory.ts'

/** Whether a line is kept for a time; the others stay until somebody takes them away. */
export function isLimited({ keep, from }: Pick<Line, 'keep' | 'from'>): boolean {
  return !(keep === 'P0D' && from === 'removal')
}

export function tableOf({ file, table }: Pick<Line, 'file' | 'table'>): TableName {
  return `${file}.${table}`
}

/** How long the inventory says that a table is kept. Throws for one that is not kept for a time. */
export function keepOf(table: TableName, inventory: ReadonlyArray<Line> = INVENTORY): IsoPeriod {
  const line = inventory.find((one) => tableOf(one) === table && isLimited(one))
  if (!line) throw new Error(`${table} is not kept for a time`)
  return line.keep
}

/** The files beside the main one that something is erased from. */
export type FilesBeside = Pick<Erasing, 'authStore' | 'confidential' | 'dataKeys'>

/**
 * The one job that carries out what the inventory says of how long something is kept, every night. An eraser that fails keeps no other
 * from its work: the job then counts as failed and is done again.
 */
export function retentionJob(erasers: ReadonlyArray<Eraser>, files: () => FilesBeside) {
  return {
    name: 'erase-what-is-over',
    when: { nightly: true },
    inThread: true,
    async run({ db, now, breathe }) {
      let failed: string | null = null
      for (const { tables, erase } of erasers) {
        await breathe()
        const [table] = tables
        if (!table) continue
        try {
          erase({ ...files(), db, now, machineNow: new Date(), keep: keepOf(table) })
        } catch (error) {
          failed ??= errorCodeOf(error)
          log('warn', 'what was kept long enough could not be erased', { kind: table, error: defectOf(error) })
        }
      }
      if (failed !== null) throw new JobError(failed)
    },
  } as const satisfies Job
}
