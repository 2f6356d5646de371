import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Db, isBusy, SERVING_MS } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { closeDatabase, database, waitForWriters } from './database.server.ts'
import { done, refused } from './outcome.ts'
import { BUSY, patience, whenFree } from './when-free.server.ts'

/** Holds the write lock of a file in a process of its own, until it is let go. */
const HOLD = `
const db = new (require('better-sqlite3'))(process.argv[1]); db.exec('BEGIN IMMEDIATE'); process.stdout.write('held');
process.stdin.on('data', () => { db.exec('ROLLBACK'); db.close(); process.exit(0) })`

const folder = mkdtempSync(path.join(tmpdir(), 'koers-busy-'))
let db: Db

beforeAll(() => {
  process.env.DATA_DIR = folder
  db = database()
  db.$client.exec('CREATE TABLE tried (n INTEGER)')
  waitForWriters(SERVING_MS)
})
afterEach(() => {
  patience.ms = 5_000
})
afterAll(() => {
  closeDatabase()
  rmSync(folder, { recursive: true, force: true })
})

async function holdLock(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', HOLD, path.join(folder, 'koers.sqlite')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

async function letGo(child: ChildProcess): Promise<void> {
  child.stdin?.write('go')
  await once(child, 'exit')
}

const write = (n: number) => () =>
  inTransaction(db, (tx) => void tx.$client.prepare('INSERT INTO tried VALUES (?)').run(n))
const written = () => db.$client.prepare('SELECT n FROM tried ORDER BY n').pluck().all()
const waitMs = () => db.$client.prepare('PRAGMA busy_timeout').pluck().get()

test('a hundred who write while another process holds the file are all carried out once, and the thread goes on meanwhile', async () => {
  const holder = await holdLock()
  const all = Promise.all(Array.from({ length: 100 }, (_, n) => whenFree(write(n))))
  let worst = 0
  for (let n = 0; n < 40; n++) {
    const before = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 5))
    worst = Math.max(worst, performance.now() - before)
  }
  expect(written()).toEqual([])
  expect(waitMs()).toBe(0)
  await letGo(holder)
  await all
  expect(written()).toEqual(Array.from({ length: 100 }, (_, n) => n))
  expect(waitMs()).toBe(SERVING_MS)
  // In the thread each of the hundred would have waited for 20 ms: 2 s.
  expect(worst).toBeLessThan(500)
})

test('who waits too long is refused as busy, with nothing written', async () => {
  const holder = await holdLock()
  const started = performance.now()
  patience.ms = 300
  expect(await whenFree(write(1_000))).toBe(BUSY)
  expect(performance.now() - started).toBeGreaterThanOrEqual(290)
  await letGo(holder)
  expect(written()).not.toContain(1_000)
  expect(waitMs()).toBe(SERVING_MS)
})

test('a verb that says busy by itself is tried again, and its own answer is the last', async () => {
  const verb = vi.fn(() => (verb.mock.calls.length < 4 ? refused('busy') : done('saved')))
  expect(await whenFree(verb)).toEqual(done('saved'))
  expect(verb).toHaveBeenCalledTimes(4)
  const page = { problem: 'busy', text: '' }
  patience.ms = 50
  expect(await whenFree(() => page)).toBe(page)
  const several = vi.fn(() => ({ ok: false, problems: [{ field: null, problem: 'busy' }] }))
  patience.ms = 100
  await whenFree(several)
  expect(several.mock.calls.length).toBeGreaterThan(1)
})

test('what fails otherwise, or is refused for another reason, is not tried again', async () => {
  const broken = vi.fn(() => {
    throw new Error('a defect')
  })
  await expect(whenFree(broken)).rejects.toThrow('a defect')
  const refusal = vi.fn(() => refused('too-long'))
  expect(await whenFree(refusal)).toEqual(refused('too-long'))
  expect([broken.mock.calls.length, refusal.mock.calls.length]).toEqual([1, 1])
  expect(isBusy(new Error('a defect'))).toBe(false)
})
