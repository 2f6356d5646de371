import { Worker } from 'node:worker_threads'
import { defectOf } from '../defect.ts'
import { log } from '../log.server.ts'
import { JobError, JobStopped } from './job-error.ts'
import type { JobId } from './job-rows.server.ts'
import { pause } from './pause.server.ts'
import { answer, type Request } from './thread-messages.ts'

/** A thread that had nothing to do for so long ends, and with it its memory. */
const IDLE_MS = 60_000
/** A job that does not end when it is told to is ended with its thread; SQLite undoes what it was writing. */
const END_WITHIN_MS = 2_000

/** The one worker thread of a process. */
export type Thread = {
  /** Does a job in the thread; one at a time, the others wait. Throws JobError with the code of what went wrong there. */
  run(id: JobId, now: Date, signal: AbortSignal): Promise<void>
  /** Ends the thread. */
  stop(): Promise<void>
}

/** Where the thread starts: a file that Node runs as it is (app/server/thread.mjs), and the bundle it loads. */
export type ThreadFiles = { readonly file: URL; readonly bundle: string }

/** Asks the worker and waits for its answer. A worker that dies is a failure of the job. */
function ask(worker: Worker, message: Request, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      worker.postMessage({ do: 'end' } satisfies Request)
      void pause(END_WITHIN_MS, { signal: answered.signal, keepAlive: false }).then(() => {
        if (!answered.signal.aborted) void worker.terminate()
      })
    }
    const answered = new AbortController()
    function settle(work: () => void): void {
      answered.abort()
      signal.removeEventListener('abort', stop)
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd)
      work()
    }
    function onMessage(said: unknown): void {
      const { error } = answer.parse(said)
      settle(() => (error === null ? resolve() : reject(error === 'stopped' ? new JobStopped() : new JobError(error))))
    }
    function onEnd(error: unknown): void {
      const code = error instanceof Error ? error.name : 'thread_ended'
      settle(() => reject(signal.aborted ? new JobStopped() : new JobError(code)))
    }
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd)
    signal.addEventListener('abort', stop)
    worker.postMessage(message)
    if (signal.aborted) stop()
  })
}

/** The worker thread of this process, begun at its first job. It keeps no process alive. */
export function workerThread({ file, bundle }: ThreadFiles, idleMs = IDLE_MS): Thread {
  let worker: Worker | null = null
  let waiting: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  function begin(): Worker {
    if (worker) return worker
    const begun = new Worker(file, { workerData: { bundle } })
    begun.unref()
    // Without a listener it would end the process; the job under way hears of it too.
    begun.on('error', (error) => log('warn', 'the worker thread ended', { error: defectOf(error) }))
    begun.once('exit', () => {
      if (worker === begun) worker = null
    })
    worker = begun
    return begun
  }

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ended = worker
    worker = null
    await ended?.terminate()
  }

  return {
    run({ name, record }, now, signal) {
      const turn = waiting.then(async () => {
        if (signal.aborted) throw new JobStopped()
        clearTimeout(idle)
        try {
          await ask(begin(), { do: 'run', name, record, at: Number(now) }, signal)
        } finally {
          idle = setTimeout(() => void end(), idleMs).unref()
        }
      })
      waiting = turn.catch(() => {})
      return turn
    },
    async stop() {
      await waiting
      await end()
    },
  }
}
