import process from 'node:process'
import type { Job } from '#app/platform/jobs/job.ts'
import { jobHost } from '#app/platform/jobs/run-job.server.ts'
import { startJobs } from '#app/platform/jobs/start-jobs.server.ts'
import { openDatabase } from '#db/open.server.ts'

/** A process of its own with one job, which says when it begins and ends only when it is told to. Its arguments: the database, and the lease in milliseconds. */
const [, , file = '', leaseMs = '0'] = process.argv
const db = openDatabase(file)
const sweep: Job = {
  name: 'sweep',
  when: { nightly: true },
  async run({ signal, breathe }) {
    process.stdout.write('working\n')
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    // Told to end: it is not done.
    await breathe()
  },
}
const jobs = startJobs(
  jobHost(db, () => new Date(), { leaseMs: Number(leaseMs) }),
  [sweep],
)
// What ticks keeps no process alive.
const alive = setInterval(() => {}, 1_000)
process.on('SIGTERM', () => {
  void jobs.stop().then(() => {
    db.$client.close()
    clearInterval(alive)
  })
})
