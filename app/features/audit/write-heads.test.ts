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

const A_DAY = 86_400_000
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

test('a head is written at the start, once a day, and at the end when something was added', () => {
  const { db, heads, background } = portal(4)
  vi.advanceTimersByTime(A_DAY)
  tellRandomActs(db, seeded(2), 3, NOW)
  vi.advanceTimersByTime(A_DAY / 2)
  background.stop()
  expect(heads()).toEqual(['4 2027-02-01T09:00:00.000Z', '4 2027-02-02T09:00:00.000Z', '7 2027-02-02T21:00:00.000Z'])
  vi.advanceTimersByTime(3 * A_DAY)
  expect(heads()).toHaveLength(3)
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
