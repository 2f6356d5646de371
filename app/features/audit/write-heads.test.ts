import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SettingsError } from '#app/platform/env.server.ts'
import { jobHost } from '#app/platform/jobs/run-job.server.ts'
import { startJobs } from '#app/platform/jobs/start-jobs.server.ts'
import { tellRandomActs } from '#tests/support/audit-log.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { seeded } from '#tests/support/random.ts'
import { auditJobs } from './jobs.server.ts'
import { startAuditHeads } from './write-heads.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-anchors-'))
let files = 0
beforeEach(() => void vi.useFakeTimers({ now: NOW }))
afterEach(() => void vi.useRealTimers())
afterAll(() => rmSync(folder, { recursive: true }))

function portal(events: number) {
  const db = freshDatabase()
  const file = path.join(folder, `${files++}.jsonl`)
  tellRandomActs(db, seeded(1), events, NOW)
  const heads = () =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { n: number; at: string })
      .map(({ n, at }) => `${n} ${at}`)
  const heading = startAuditHeads(db, file, () => new Date())
  const jobs = startJobs(
    jobHost(db, () => new Date()),
    [auditJobs(() => file)[0]],
  )
  jobs.look()
  const background = {
    stop() {
      void jobs.stop()
      heading.stop()
    },
  }
  return { db, file, heads, background }
}

test('a head is written at the start, every few minutes whether or not something happened, and at the end when something did', async () => {
  const { db, heads, background } = portal(4)
  const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000)
  await minutes(4.5)
  tellRandomActs(db, seeded(2), 3, NOW)
  await minutes(5)
  const numbers = () => heads().map((line) => Number(line.split(' ')[0]))
  expect(numbers()).toEqual([4, 4, 7])
  tellRandomActs(db, seeded(3), 2, NOW)
  background.stop()
  expect(numbers()).toEqual([4, 4, 7, 9])
  await minutes(30)
  expect(heads()).toHaveLength(4)
})

test('between an event and its head are five minutes at most, and the times of heads tell nothing of events', async () => {
  const { db, heads, background } = portal(1)
  for (let n = 0; n < 60; n++) {
    if (n > 20 && n < 40) tellRandomActs(db, seeded(n), 1, NOW)
    await vi.advanceTimersByTimeAsync(60_000)
  }
  background.stop()
  const times = heads().map((line) => Date.parse(line.split(' ')[1] ?? ''))
  const pauses = times.slice(1, -1).map((time, place) => (time - (times[place] ?? 0)) / 60_000)
  expect(pauses.length).toBeGreaterThan(10)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(5)
  expect(new Set(pauses.map(Math.round)).size).toBe(1)
})

test('an end without anything new writes nothing', () => {
  const { heads, background } = portal(4)
  background.stop()
  expect(heads()).toHaveLength(1)
})

test('an empty log has no head, until something is told', () => {
  const { db, file, heads, background } = portal(0)
  expect(readFileSync(file, 'utf8')).toBe('')
  tellRandomActs(db, seeded(2), 2, NOW)
  background.stop()
  expect(heads()).toEqual(['2 2027-02-01T09:00:00.000Z'])
})

test('a place that cannot be written stops the start, also of an empty log, with a sentence that names the setting', () => {
  const start = () => startAuditHeads(freshDatabase(), path.join(folder, 'not-mounted', 'heads.jsonl'), () => NOW)
  expect(start).toThrow(SettingsError)
  expect(start).toThrow(
    /^The setting AUDIT_HEADS_FILE has a wrong value: ".*not-mounted.*"\. It must be a file that can be written \(ENOENT\)\.$/,
  )
})
