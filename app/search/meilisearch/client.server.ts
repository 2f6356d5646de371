import {
  type EnqueuedTaskPromise,
  Meilisearch,
  MeilisearchApiError,
  type MeilisearchErrorResponse,
  MeilisearchRequestError,
  MeilisearchRequestTimeOutError,
  type Task,
} from 'meilisearch'
import { JobError } from '#app/platform/jobs/job-error.ts'
import { pause } from '#app/platform/jobs/pause.server.ts'

/** Where the server is and which index is ours. `key` writes; `searchKey` may only search, and is used for that when it is given. */
export type MeiliOptions = { url: string; key: string; searchKey?: string | undefined; index: string }

/** A visitor waits no longer than this for all questions of one search together, in milliseconds; then the embedded engine answers. */
export const SEARCH_MS = 800
/** A batch of 500 offers travels and is taken in by the queue within this, in milliseconds. */
const WORK_MS = 20_000

/** An answer with a page and all counts has some 20 kB; whoever sends more than this is not our server. */
const MOST_SEARCH_BYTES = 600_000
/** A thousand ids, or settings with all synonyms, in bytes. */
const MOST_WORK_BYTES = 16_000_000

async function textUpTo(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength
    if (size > most) {
      await reader?.cancel()
      throw new MeiliError('too_large')
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Asks as the client would by itself, but reads no more than `most` bytes: an endless answer would fill the memory and hold up everybody. */
function boundedFetch(most: number) {
  return async (url: string | URL | Request, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(url, init)
    const text = await textUpTo(response, most)
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    if (!response.ok) throw new MeilisearchApiError(response, body as MeilisearchErrorResponse | undefined)
    return body
  }
}

function clientWith(url: string, key: string, timeout: number, mostBytes: number): Meilisearch {
  return new Meilisearch({
    httpClient: boundedFetch(mostBytes),
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
  return clientWith(url, searchKey || key, SEARCH_MS, MOST_SEARCH_BYTES)
}

/** The client of the feed and of the commands. */
export function workClient({ url, key }: MeiliOptions): Meilisearch {
  return clientWith(url, key, WORK_MS, MOST_WORK_BYTES)
}

/** Something that the search server answered and that is not what we asked for; `code` says what, never what was typed. */
export class MeiliError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** The client wraps all that its way of asking throws. */
function unwrapped(error: unknown): unknown {
  const isOurs = (cause: unknown) =>
    cause instanceof MeiliError || cause instanceof MeilisearchApiError || cause instanceof SyntaxError
  return error instanceof MeilisearchRequestError && isOurs(error.cause) ? error.cause : error
}

/** What comes from outside is a code only when it looks like one: anything else could carry words, keys or signs that steer a terminal. */
function safeCode(code: unknown, otherwise: string): string {
  return typeof code === 'string' && /^[a-z_]{1,60}$/.test(code) ? code : otherwise
}

/** A word for what went wrong that may stand in a log: never an address, a key or a query, which the messages of the client do hold. */
export function codeOf(thrown: unknown): string {
  const error = unwrapped(thrown)
  if (error instanceof MeiliError || error instanceof JobError) return safeCode(error.code, 'unexpected')
  if (error instanceof MeilisearchApiError) return safeCode(error.cause?.code, `status_${error.response.status}`)
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
export function isRefusal(thrown: unknown): boolean {
  const error = unwrapped(thrown)
  return error instanceof MeilisearchApiError && error.response.status >= 400 && error.response.status < 500
}

/** Whether the index, or the task that was to fill it, is gone from the server. */
export function isLost(error: unknown): boolean {
  return ['index_not_found', 'task_not_found'].includes(codeOf(error))
}

export type Waiting = { signal?: AbortSignal | undefined; onWait?: (() => void) | undefined }

const MOST_WAIT_MS = 120_000

/**
 * Waits until the server has done a task. Throws MeiliError with the code of a task that failed: to the client that is an ordinary answer.
 * `onWait` is called at every look, so that a lease can be kept.
 */
export async function taskDone(
  client: Meilisearch,
  enqueued: EnqueuedTaskPromise,
  { signal, onWait }: Waiting = {},
): Promise<Task> {
  const { taskUid } = await enqueued
  const until = performance.now() + MOST_WAIT_MS
  for (let wait = 5; ; wait = Math.min(wait * 2, 250)) {
    // The client forgets its own timeout when it is given a signal.
    const either = signal ? { signal: AbortSignal.any([signal, AbortSignal.timeout(WORK_MS)]) } : {}
    const task = await client.tasks.getTask(taskUid, either)
    if (task.status === 'succeeded') return task
    if (task.status === 'failed' || task.status === 'canceled') throw new MeiliError(task.error?.code ?? task.status)
    if (signal?.aborted) throw new MeiliError('stopped')
    if (performance.now() > until) throw new MeiliError('task_timeout')
    onWait?.()
    await pause(wait, { signal })
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
