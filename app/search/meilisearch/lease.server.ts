import { type Lease, leaseOf } from '#app/platform/jobs/lease.server.ts'
import { pause } from '#app/platform/jobs/pause.server.ts'
import type { Db } from '#db/open.server.ts'
import { type MeiliOptions, workClient } from './client.server.ts'
import type { ReadDocuments, Work } from './feed.server.ts'
import { rebuildServerIndex, type UploadProgress } from './rebuild.server.ts'
import { FEED, remember } from './state.server.ts'

const SECOND = 1_000
/** A command waits so long for another process to end its turn, and looks so often. */
const MOST_BUSY = 90 * SECOND
const BUSY_EVERY = SECOND

export type FeedParts = {
  db: Db
  options: MeiliOptions
  readDocuments: ReadDocuments
  /** Milliseconds UTC; not the portal's clock, which a demo may move. */
  clock?: () => number
  /** Waits so many milliseconds. */
  wait?: (ms: number) => Promise<unknown>
}

/** What the work of one process needs, with its lease. */
export type LeasedWork = Work & { clock: () => number; lease: Lease }

/** `signal` ends the work under way. */
export function workFor({ db, options, readDocuments, clock = Date.now }: FeedParts, signal?: AbortSignal): LeasedWork {
  const lease = leaseOf(db, FEED, clock)
  return { db, options, readDocuments, client: workClient(options), clock, lease, keepLease: lease.keep, signal }
}

/** The server for one process alone, until it is released. */
export type HeldServer = {
  /** Builds the index anew; throws when the server fails, and when another process took the server after too long a pause. */
  rebuild(onProgress?: UploadProgress): Promise<number>
  release(): void
}

/**
 * Waits for the turn of another process to end and then keeps all others from the server, for a command: taken before the embedded index
 * is written anew, no other process sends all of it first. Null when another process is at work for too long.
 */
export async function holdServer(parts: FeedParts): Promise<HeldServer | null> {
  const work = workFor(parts)
  const { clock, lease } = work
  const wait = parts.wait ?? pause
  const until = clock() + MOST_BUSY
  while (!lease.take()) {
    if (clock() >= until) return null
    await wait(BUSY_EVERY)
  }
  return {
    async rebuild(onProgress) {
      lease.keep()
      const documents = await rebuildServerIndex(work, clock(), onProgress)
      remember(work.db, { error: '', attempts: 0, retryAt: 0 })
      return documents
    },
    release: lease.release,
  }
}
