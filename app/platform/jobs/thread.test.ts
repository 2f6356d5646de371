import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { NOW } from '#tests/support/database.ts'
import { THREAD_JOBS } from '#tests/support/jobs/thread-jobs.ts'
import { readJobRow } from './job-rows.server.ts'
import { jobHost } from './run-job.server.ts'
import { startJobs } from './start-jobs.server.ts'
import { type Thread, workerThread } from './thread.server.ts'

process.env.LOG_LEVEL ??= 'silent'
const folder = mkdtempSync(path.join(tmpdir(), 'koers-thread-'))
const outDir = path.resolve('node_modules/.koers-thread', String(process.pid))
let db: Db
let thread: Thread

// The thread loads a bundle, here as in production: only which one differs.
beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'tests/support/jobs/thread-bundle.ts', outDir, target: 'node20', minify: false },
  })
  process.env.KOERS_THREAD_FILE = path.join(folder, 'koers.sqlite')
  db = openDatabase(process.env.KOERS_THREAD_FILE)
  thread = workerThread({
    file: new URL('../../server/thread.mjs', import.meta.url),
    bundle: pathToFileURL(path.join(outDir, 'thread-bundle.js')).href,
  })
})
afterAll(async () => {
  await thread.stop()
  db.$client.close()
  for (const place of [folder, outDir]) rmSync(place, { recursive: true, force: true })
})

const never = new AbortController().signal
const wishes = () => prepared(db, 'SELECT id FROM wishes ORDER BY id').pluck().all()

test('a job runs in a thread with a connection of its own, at the moment it is given, and others are answered meanwhile', async () => {
  let answered = 0
  const other = setInterval(() => answered++, 5)
  await thread.run({ name: 'slow-write', record: 'r1' }, NOW, never)
  clearInterval(other)
  expect(answered).toBeGreaterThan(3)
  expect(wishes()).toEqual([`r1 ${NOW.toISOString()} in a thread`])
})

test('what fails there comes back as a code, and the next job is done all the same', async () => {
  await expect(thread.run({ name: 'fail', record: '' }, NOW, never)).rejects.toMatchObject({ code: 'no_disk' })
  await expect(thread.run({ name: 'unknown', record: '' }, NOW, never)).rejects.toMatchObject({ code: 'unknown_job' })
  await expect(thread.run({ name: 'die', record: '' }, NOW, never)).rejects.toMatchObject({ code: 'thread_ended' })
  await thread.run({ name: 'slow-write', record: 'r2' }, NOW, never)
  expect(wishes()).toHaveLength(2)
})

test.each(['wait', 'never-end'])(
  'a job that is told to end does so, also when it has to be made to: %s',
  async (name) => {
    const stopping = new AbortController()
    const running = thread.run({ name, record: '' }, NOW, stopping.signal)
    setTimeout(() => stopping.abort(), 100)
    await expect(running).rejects.toMatchObject({ code: 'stopped' })
  },
)

test('the process keeps the lease of what its thread does, and notes how it ended', async () => {
  const jobs = startJobs(
    jobHost(db, () => NOW, { thread }),
    THREAD_JOBS,
  )
  prepared(db, 'INSERT INTO jobs (name, record, due_at) VALUES (?, ?, 0), (?, ?, 0)').run(
    'slow-write',
    'r3',
    'fail',
    'r4',
  )
  jobs.look()
  expect(readJobRow(db, { name: 'slow-write', record: 'r3' })?.leasedUntil).toBeGreaterThan(Date.now())
  await jobs.idle()
  await jobs.stop()
  expect(readJobRow(db, { name: 'slow-write', record: 'r3' })).toMatchObject({ error: null, leasedUntil: null })
  expect(readJobRow(db, { name: 'fail', record: 'r4' })).toMatchObject({ error: 'no_disk', endedAt: null, failures: 1 })
})
