import { expect, test } from 'vitest'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { beingMadeHeaders } from '../http/being-made.ts'
import { askForWork, stateOfWork } from './asked-work.server.ts'
import type { Job } from './job.ts'
import { JobError } from './job-error.ts'
import { MOST_TRIES_WHEN_ASKED } from './job-rules.ts'
import { jobHost } from './run-job.server.ts'
import { startJobs } from './start-jobs.server.ts'

process.env.LOG_LEVEL ??= 'silent'
const EXPORT = { name: 'export', record: 'person-1' }

function portal(run: Job['run']) {
  const db = freshDatabase()
  const time = { machine: Date.now() }
  const host = jobHost(db, () => NOW, { machineClock: () => time.machine })
  const jobs = startJobs(host, [{ name: 'export', when: { whenAsked: true }, run }])
  return { db, time, jobs, state: () => stateOfWork(db, EXPORT, time.machine) }
}

test('work that somebody asks for begins at once, is done once, and can be asked for again', async () => {
  const made: string[] = []
  let finish = () => {}
  const { db, jobs, state } = portal(async ({ record }) => {
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    made.push(record)
  })
  expect(state()).toBeNull()
  askForWork(db, EXPORT, NOW)
  expect(state()).toBe('working')
  askForWork(db, EXPORT, NOW)
  finish()
  await jobs.idle()
  expect([state(), made]).toEqual(['done', ['person-1']])
  askForWork(db, EXPORT, NOW)
  finish()
  await jobs.idle()
  expect(made).toHaveLength(2)
  await jobs.stop()
})

test('work that goes on failing ends as failed after a few tries, and can be asked for again', async () => {
  let tries = 0
  const { db, time, jobs, state } = portal(() => {
    tries++
    throw new JobError('no_disk')
  })
  askForWork(db, EXPORT, NOW)
  const states: Array<string | null> = []
  for (let round = 0; round < 6; round++) {
    await jobs.idle()
    states.push(state())
    time.machine += 3_600_000
    jobs.look()
  }
  expect([tries, states[0], states.at(-1)]).toEqual([MOST_TRIES_WHEN_ASKED, 'waiting', 'failed'])
  askForWork(db, EXPORT, NOW)
  await jobs.idle()
  expect([tries, state()]).toEqual([MOST_TRIES_WHEN_ASKED + 1, 'waiting'])
  await jobs.stop()
})

test('a page that waits is asked for again by the browser itself, and kept by nobody; one that is ready is not', () => {
  for (const state of ['waiting', 'working'] as const)
    expect(beingMadeHeaders(state)).toEqual({ 'Cache-Control': 'no-store', Refresh: '3' })
  for (const state of ['done', 'failed'] as const)
    expect(beingMadeHeaders(state)).toEqual({ 'Cache-Control': 'no-store' })
})
