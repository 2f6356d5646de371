import type { Db } from '#db/open.server.ts'

/**
 * When a job is due, by the portal's clock: so many milliseconds after it last began (`first: 'later'` counts from when the portal first
 * saw it, else it runs at once), in the night after it last began, or when somebody asks for it for one record.
 */
export type Schedule =
  | { readonly everyMs: number; readonly first?: 'later' }
  | { readonly nightly: true; readonly first?: 'later' }
  | { readonly whenAsked: true }
  /** Every process looks this often by itself, and takes the lease of this name only for what there is to do. */
  | { readonly lookEveryMs: number }

/** What a job is given. */
export type JobContext = {
  readonly db: Db
  /** The moment it began, by the portal's clock. */
  readonly now: Date
  /** Which record somebody asked it for; empty for a job with a schedule. */
  readonly record: string
  /** Set when the portal stops or another process took over: end soon, and leave what is done as it is. */
  readonly signal: AbortSignal
  /** To be awaited between steps: lets others be answered, and throws when the work is to end. */
  readonly breathe: () => Promise<void>
}

/** Work for later, defined by its feature and listed in app/jobs.server.ts. One process at a time does it; what fails is tried again, later each time. */
export type Job<Name extends string = string> = {
  readonly name: Name
  readonly when: Schedule
  /** Runs in the worker thread: for everything that takes more than 50 ms. */
  readonly inThread?: boolean
  /** A job of a module that is off does not exist. */
  readonly isOn?: () => boolean
  readonly run: (context: JobContext) => void | Promise<void>
}

/** The jobs that exist in this portal. */
export function activeJobs<J extends Job>(jobs: ReadonlyArray<J>): J[] {
  return jobs.filter(({ isOn }) => isOn === undefined || isOn())
}
