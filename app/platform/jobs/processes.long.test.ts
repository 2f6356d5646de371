import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { bundledProcess, startProcess } from '#tests/support/jobs/processes.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-kills-'))
const outDir = path.resolve('node_modules/.koers-kills', String(process.pid))
const [KILLS, LEASE_MS] = [25, 300]
let script: string
beforeAll(async () => {
  script = await bundledProcess(outDir)
})
afterAll(() => {
  for (const place of [folder, outDir]) rmSync(place, { recursive: true, force: true })
})

test('however often processes are killed in the middle of a job, the next one takes it over and the database stays whole', async () => {
  const file = path.join(folder, 'koers.sqlite')
  const db = openDatabase(file)
  for (let kill = 0; kill < KILLS; kill++) {
    const one = startProcess(script, file, LEASE_MS)
    expect(await one.working).toBeLessThan(15_000)
    one.child.kill('SIGKILL')
    await one.ended
  }
  expect(prepared(db, 'PRAGMA integrity_check').pluck().get()).toBe('ok')
  expect(prepared(db, 'SELECT count(*) FROM jobs').pluck().get()).toBe(1)
  db.$client.close()
}, 600_000)
