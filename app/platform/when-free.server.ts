import { isBusy, SERVING_MS } from '#db/open.server.ts'
import { waitForWriters } from './database.server.ts'
import { pause } from './jobs/pause.server.ts'
import { refused } from './outcome.ts'

/** So long work is tried again while another process writes. Tests that are about the refusal make it shorter. */
export const patience = { ms: 5_000 }
/** Between two tries, with some chance in it, so that those who wait do not all come back at once. */
const PAUSE_MS = 20
/** More who wait at once are refused: each holds a request. */
const MOST_WAITING = 500

let waiting = 0

/** Whether work says of itself that it found the file busy: a refusal with one problem or several, or a page without its content. */
function saysBusy(result: unknown): boolean {
  if (typeof result !== 'object' || result === null) return false
  if ('problems' in result && Array.isArray(result.problems)) return result.problems.some(saysBusy)
  return 'problem' in result && result.problem === 'busy'
}

/** The answer to work that found the file busy until it was given up. */
export const BUSY = refused('busy')
type Busy = typeof BUSY
type Tried<T> = { isBusy: boolean; result: T | Busy }

async function attempt<T>(work: () => T | Promise<T>): Promise<Tried<T>> {
  try {
    const result = await work()
    return { isBusy: saysBusy(result), result }
  } catch (error) {
    if (!isBusy(error)) throw error
    return { isBusy: true, result: BUSY }
  }
}

/**
 * Does work that writes. When another process holds the file for longer than the connection waits in the thread, the work is tried again from its
 * beginning without holding the thread, for up to five seconds; then the answer is the refusal `busy`. So the work is one transaction, or can be
 * done again. While anybody waits, no connection of this process waits in the thread: a hundred who wait cost no more than one.
 */
export async function whenFree<T>(work: () => T | Promise<T>): Promise<T | Busy> {
  const until = performance.now() + patience.ms
  let tried = await attempt(work)
  if (!tried.isBusy || waiting >= MOST_WAITING) return tried.result
  if (waiting++ === 0) waitForWriters(0)
  try {
    while (tried.isBusy && performance.now() < until) {
      await pause(PAUSE_MS * (1 + Math.random()))
      tried = await attempt(work)
    }
  } finally {
    if (--waiting === 0) waitForWriters(SERVING_MS)
  }
  return tried.result
}
