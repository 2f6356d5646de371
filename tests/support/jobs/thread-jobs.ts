import { setTimeout as pause } from 'node:timers/promises'
import { isMainThread } from 'node:worker_threads'
import type { Job } from '#app/platform/jobs/job.ts'
import { JobError } from '#app/platform/jobs/job-error.ts'
import { prepared } from '#db/prepare.server.ts'

/** Jobs of the tests, for the worker thread. */
const asked = { when: { whenAsked: true }, inThread: true } as const

export const THREAD_JOBS: ReadonlyArray<Job> = [
  {
    ...asked,
    name: 'slow-write',
    run({ db, now, record }) {
      for (const until = performance.now() + 80; performance.now() < until; );
      const id = `${record} ${now.toISOString()} ${isMainThread ? 'in the process' : 'in a thread'}`
      prepared(db, "INSERT INTO wishes (id, language, searched, wish, created_at) VALUES (?, 'nl', '', 'x', 0)").run(id)
    },
  },
  {
    ...asked,
    name: 'fail',
    run() {
      throw new JobError('no_disk')
    },
  },
  { ...asked, name: 'die', run: () => void process.exit(1) },
  {
    ...asked,
    name: 'wait',
    async run({ breathe }) {
      for (;;) {
        await pause(5)
        await breathe()
      }
    },
  },
  { ...asked, name: 'never-end', run: () => new Promise(() => {}) },
]
