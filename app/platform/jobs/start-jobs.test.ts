import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import type { Job, JobContext } from './job.ts'
import { JobError } from './job-error.ts'
import { readJobRow } from './job-rows.server.ts'
import { LEASE_MS } from './job-rules.ts'
import { takeLease } from './lease.server.ts'
import { jobHost } from './run-job.server.ts'
import { type RunningJobs, startJobs } from './start-jobs.server.ts'

process.env.LOG_LEVEL ??= 'silent'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const started: RunningJobs[] = []
afterEach(async () => {
  for (const jobs of started.splice(0)) await jobs.stop()
})

/** A process with these jobs, whose clocks stand still until they are moved. */
function processWith(db: Db, ...list: Job[]) {
  const time = { portal: Number(NOW), machine: Number(NOW) }
  const clocks = { clock: () => new Date(time.portal), machineClock: () => time.machine }
  const jobs = startJobs(jobHost(db, clocks.clock, clocks), list)
  started.push(jobs)
  return {
    jobs,
    time,
    async look() {
      time.machine += 30_000
      jobs.look()
      await jobs.idle()
    },
  }
}

function nightly(name: string, run: Job['run']): Job {
  return { name, when: { nightly: true }, run }
}
const rowOf = (db: Db, name = 'sweep', record = '') => readJobRow(db, { name, record })

test('a job runs once when it is due, and again when it is due again', async () => {
  const db = freshDatabase()
  const moments: string[] = []
  const { look, time } = processWith(
    db,
    nightly('sweep', ({ now }) => void moments.push(now.toISOString())),
  )
  await look()
  await look()
  expect(moments).toEqual(['2027-02-01T09:00:00.000Z'])
  expect(rowOf(db)).toMatchObject({
    startedAt: Number(NOW),
    endedAt: Number(NOW),
    error: null,
    failures: 0,
    leasedUntil: null,
    dueAt: Date.parse('2027-02-02T01:00:00Z'),
  })
  time.portal += DAY
  await look()
  expect(moments).toEqual(['2027-02-01T09:00:00.000Z', '2027-02-02T09:00:00.000Z'])
})

test('a failing job keeps no other from its work; its row holds a code and never the message', async () => {
  const db = freshDatabase()
  const done: string[] = []
  const fails = (name: string, error: unknown) =>
    nightly(name, () => {
      throw error
    })
  const { look } = processWith(
    db,
    fails('first', new Error('sanne@lindehoven.example')),
    fails('second', new JobError('no_disk')),
    fails('third', 'a string'),
    fails('fourth', Object.assign(new Error('x'), { code: 'not a code: sanne' })),
    nightly('fifth', async () => {
      await setImmediate()
      done.push('fifth')
    }),
  )
  await look()
  expect(done).toEqual(['fifth'])
  const errors = ['first', 'second', 'third', 'fourth', 'fifth'].map((name) => rowOf(db, name)?.error)
  expect(errors).toEqual(['Error', 'no_disk', 'unknown', 'Error', null])
  expect(JSON.stringify(prepared(db, 'SELECT * FROM jobs').all())).not.toContain('sanne')
})

test('a job that failed waits longer each time by the machine’s clock, and a success forgets the failures', async () => {
  const db = freshDatabase()
  let tries = 0
  const { look, time } = processWith(
    db,
    nightly('sweep', () => {
      tries++
      if (tries < 4) throw new JobError('no_disk')
    }),
  )
  await look()
  const tried = [tries]
  for (const wait of [MINUTE, MINUTE, MINUTE, 2 * MINUTE, 2 * MINUTE]) {
    time.machine += wait - 30_000
    await look()
    tried.push(tries)
  }
  // After one minute, after two more, after four more.
  expect(tried).toEqual([1, 2, 2, 3, 3, 4])
  expect(rowOf(db)).toMatchObject({ failures: 0, error: null, retryAt: null })
})

test('one process at a time: of two that look at once one works', async () => {
  const db = freshDatabase()
  const by: string[] = []
  const work = (who: string) =>
    nightly('sweep', async () => {
      by.push(who)
      await setImmediate()
    })
  const [one, other] = [processWith(db, work('one')), processWith(db, work('other'))]
  await Promise.all([one.look(), other.look()])
  expect(by).toEqual(['one'])
})

test('a process that vanished keeps the others for as long as its lease lasts', async () => {
  const db = freshDatabase()
  let runs = 0
  const { look, time } = processWith(
    db,
    nightly('sweep', () => void runs++),
  )
  const lease = { name: 'sweep', record: '', holder: 'gone', now: time.machine, until: time.machine + LEASE_MS }
  inTransaction(db, (tx) => takeLease(tx, lease))
  await look()
  expect(runs).toBe(0)
  time.machine = lease.until
  await look()
  expect(runs).toBe(1)
})

test('a job that is stopped gives its lease back and stays due, so that another process does it at once', async () => {
  const db = freshDatabase()
  const before = processWith(
    db,
    nightly('sweep', async ({ breathe }) => {
      for (;;) await breathe()
    }),
  )
  before.time.machine += 30_000
  before.jobs.look()
  expect(rowOf(db)?.leasedUntil).toBe(before.time.machine + LEASE_MS)
  await before.jobs.stop()
  expect(rowOf(db)).toMatchObject({ leasedUntil: null, endedAt: null, error: null, failures: 0 })
  let runs = 0
  await processWith(
    db,
    nightly('sweep', () => void runs++),
  ).look()
  expect(runs).toBe(1)
})

test('a process that lost its lease ends its work and writes nothing of how it ended', async () => {
  const db = freshDatabase()
  const host = jobHost(db, () => NOW, { leaseMs: 30 })
  const jobs = startJobs(host, [
    nightly('sweep', async ({ signal }) => {
      prepared(db, "UPDATE jobs SET holder = 'another', leased_until = 9e15").run()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    }),
  ])
  started.push(jobs)
  jobs.look()
  await jobs.idle()
  expect(prepared(db, 'SELECT holder, ended_at FROM jobs').get()).toEqual({ holder: 'another', ended_at: null })
})

test('a long job keeps its lease while it works', async () => {
  const db = freshDatabase()
  const seen = new Set<number>()
  const jobs = startJobs(
    jobHost(db, () => NOW, { leaseMs: 60 }),
    [
      nightly('sweep', async ({ breathe }) => {
        for (const until = Date.now() + 150; Date.now() < until; await breathe())
          seen.add(Number(rowOf(db)?.leasedUntil))
      }),
    ],
  )
  started.push(jobs)
  jobs.look()
  await jobs.idle()
  expect(seen.size).toBeGreaterThan(2)
  expect(rowOf(db)?.error).toBeNull()
})

test('a module that is off has no job', async () => {
  const db = freshDatabase()
  const { look } = processWith(db, { ...nightly('sweep', () => {}), isOn: () => false })
  await look()
  expect(prepared(db, 'SELECT * FROM jobs').all()).toEqual([])
})

test('with nothing due a process reads its rows now and then, and writes nothing', async () => {
  const db = freshDatabase()
  const { look } = processWith(
    db,
    nightly('sweep', () => {}),
    { name: 'hourly', when: { everyMs: HOUR, first: 'later' }, run: () => {} },
  )
  await look()
  const changes = prepared(db, 'SELECT total_changes()').pluck().get()
  for (let time = 0; time < 100; time++) await look()
  expect(prepared(db, 'SELECT total_changes()').pluck().get()).toBe(changes)
})

test('a job whose first time is later waits from when the portal first saw it, also over a start', async () => {
  const db = freshDatabase()
  let runs = 0
  const job: Job = { name: 'hourly', when: { everyMs: HOUR, first: 'later' }, run: () => void runs++ }
  await processWith(db, job).look()
  const { look, time } = processWith(db, job)
  time.portal += HOUR - 1
  await look()
  expect(runs).toBe(0)
  time.portal += 1
  await look()
  expect(runs).toBe(1)
})

test('a look that every process takes by itself needs no row, and does not overlap itself', async () => {
  const db = freshDatabase()
  const contexts: JobContext[] = []
  const jobs = startJobs(
    jobHost(db, () => NOW),
    [
      {
        name: 'feed',
        when: { lookEveryMs: 5 },
        async run(context) {
          contexts.push(context)
          await new Promise((resolve) => context.signal.addEventListener('abort', resolve))
        },
      },
    ],
  )
  while (contexts.length === 0) await setImmediate()
  for (const until = Date.now() + 30; Date.now() < until; ) await setImmediate()
  await jobs.stop()
  expect(contexts).toHaveLength(1)
  expect(prepared(db, 'SELECT * FROM jobs').all()).toEqual([])
})

test('a database that cannot be read ends nothing: the jobs are looked at again', async () => {
  const db = freshDatabase()
  let runs = 0
  const { look } = processWith(
    db,
    nightly('sweep', () => void runs++),
  )
  db.$client.exec('ALTER TABLE jobs RENAME TO away')
  await look()
  db.$client.exec('ALTER TABLE away RENAME TO jobs')
  await look()
  expect(runs).toBe(1)
})
