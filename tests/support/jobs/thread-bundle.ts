import type { MessagePort } from 'node:worker_threads'
import { serveThread } from '#app/platform/jobs/serve-thread.server.ts'
import { openDatabase } from '#db/open.server.ts'
import { THREAD_JOBS } from './thread-jobs.ts'

/** As the portal's own bundle does it (app/start.server.ts), with the jobs of the tests. */
export function serveJobs(port: MessagePort): void {
  serveThread(port, THREAD_JOBS, openDatabase(process.env.KOERS_THREAD_FILE ?? ''))
}
