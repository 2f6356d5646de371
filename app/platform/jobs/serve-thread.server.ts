import type { MessagePort } from 'node:worker_threads'
import type { Db } from '#db/open.server.ts'
import { defectOf } from '../defect.ts'
import { log } from '../log.server.ts'
import type { Job } from './job.ts'
import { errorCodeOf, JobError, JobStopped } from './job-error.ts'
import { contextFor } from './run-job.server.ts'
import { request, type ThreadAnswer } from './thread-messages.ts'

/**
 * What the worker thread does: one job at a time, on a connection of its own. The process that asked keeps the lease and notes how it
 * ended; only a code comes back from here.
 */
export function serveThread(port: MessagePort, jobs: ReadonlyArray<Job>, db: Db): void {
  let ending = new AbortController()
  async function run(name: string, record: string, at: number): Promise<ThreadAnswer> {
    ending = new AbortController()
    const job = jobs.find((one) => one.name === name)
    try {
      if (!job) throw new JobError('unknown_job')
      await job.run(contextFor(db, { name, record }, new Date(at), ending.signal))
      return { error: null }
    } catch (error) {
      if (!(error instanceof JobStopped))
        log('debug', 'a job failed in the thread', { kind: name, error: defectOf(error) })
      return { error: errorCodeOf(error) }
    }
  }
  port.on('message', (message: unknown) => {
    const asked = request.parse(message)
    if (asked.do === 'end') ending.abort()
    else void run(asked.name, asked.record, asked.at).then((answer) => port.postMessage(answer))
  })
}
