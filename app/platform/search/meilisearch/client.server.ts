import { setTimeout as pause } from 'node:timers/promises'
import {
  type EnqueuedTaskPromise,
  Meilisearch,
  MeilisearchApiError,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  type Task,
} from 'meilisearch'

/** Where the server is and which index is ours. `key` writes; `searchKey` may only search, and is used for that when it is given. */
export type MeiliOptions = { url: string; key: string; searchKey?: string | undefined; index: string }

/** A visitor waits no longer than this for all questions of one search together, in milliseconds; then the embedded engine answers. */
export const SEARCH_MS = 800
/** A batch of 500 offers travels and is taken in by the queue within this, in milliseconds. */
const WORK_MS = 20_000

function clientWith(url: string, key: string, timeout: number): Meilisearch {
  return new Meilisearch({
    host: url,
    apiKey: key,
    timeout,
    // A compressed answer comes in pieces and waits for an acknowledgement: 48 ms instead of 6 for a search with counts (measured).
    // A redirect is never an answer of the search server; the key does not follow it.
    requestInit: { headers: { 'accept-encoding': 'identity' }, redirect: 'error' },
  })
}

/** The client that searches, with the key that can do no more than that where there is one. */
export function searchClient({ url, key, searchKey }: MeiliOptions): Meilisearch {
  return clientWith(url, searchKey || key, SEARCH_MS)
}

/** The client of the feed and of the commands. */
export function workClient({ url, key }: MeiliOptions): Meilisearch {
  return clientWith(url, key, WORK_MS)
}

/** Something that the search server answered and that is not what we asked for; `code` says what, never what was typed. */
export class MeiliError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** A word for what went wrong that may stand in a log: never an address, a key or a query, which the messages of the client do hold. */
export function codeOf(error: unknown): string {
  if (error instanceof MeiliError) return error.code
  if (error instanceof MeilisearchApiError) return error.cause?.code ?? `status_${error.response.status}`
  if (error instanceof MeilisearchRequestTimeOutError) return 'timeout'
  if (error instanceof MeilisearchRequestError) return isTimeout(error.cause) ? 'timeout' : 'unreachable'
  // What a proxy says for a server that is away is HTML.
  if (error instanceof SyntaxError) return 'not_json'
  return 'unexpected'
}

function isTimeout(cause: unknown): boolean {
  return (
    cause instanceof MeilisearchRequestTimeOutError ||
    (cause instanceof DOMException && (cause.name === 'TimeoutError' || cause.name === 'AbortError'))
  )
}

/** Whether the server refused the question itself: a mistake of ours or of the settings (a wrong key), which waiting does not mend. */
export function isRefusal(error: unknown): boolean {
  return error instanceof MeilisearchApiError && error.response.status >= 400 && error.response.status < 500
}

/** Whether the index, or the task that was to fill it, is gone from the server. */
export function isLost(error: unknown): boolean {
  return ['index_not_found', 'task_not_found'].includes(codeOf(error))
}

export type Waiting = { signal?: AbortSignal | undefined; onWait?: (() => void) | undefined; mostMs?: number }

const MOST_WAIT_MS = 120_000

/**
 * Waits until the server has done a task. Throws MeiliError with the code of a task that failed: to the client that is an ordinary answer.
 * `onWait` is called at every look, so that a lease can be kept.
 */
export async function taskDone(
  client: Meilisearch,
  enqueued: EnqueuedTaskPromise,
  { signal, onWait, mostMs = MOST_WAIT_MS }: Waiting = {},
): Promise<Task> {
  const { taskUid } = await enqueued
  const until = performance.now() + mostMs
  for (let wait = 5; ; wait = Math.min(wait * 2, 250)) {
    // The client forgets its own timeout when it is given a signal.
    const either = signal ? { signal: AbortSignal.any([signal, AbortSignal.timeout(WORK_MS)]) } : {}
    const task = await client.tasks.getTask(taskUid, either)
    if (task.status === 'succeeded') return task
    if (task.status === 'failed' || task.status === 'canceled') throw new MeiliError(task.error?.code ?? task.status)
    if (signal?.aborted) throw new MeiliError('stopped')
    if (performance.now() > until) throw new MeiliError('task_timeout')
    onWait?.()
    await pause(wait, undefined, signal ? { signal } : {}).catch(() => {})
  }
}

/** Batches that the server has not confirmed yet: it does those that wait for it in one go; more would only fill its queue. */
const MOST_UNDERWAY = 10

export type Queue = { add(done: Promise<unknown>): Promise<void>; empty(): Promise<void> }

/** Keeps a handful of tasks under way: `add` waits when there are enough, `empty` for all; both throw what a task failed with. */
export function taskQueue(): Queue {
  const underway: Array<Promise<unknown>> = []
  return {
    async add(done) {
      // Heard of where it is waited for; a failure meanwhile must not end the process.
      done.catch(() => {})
      underway.push(done)
      if (underway.length > MOST_UNDERWAY) await underway.shift()
    },
    async empty() {
      for (const done of underway.splice(0)) await done
    },
  }
}
