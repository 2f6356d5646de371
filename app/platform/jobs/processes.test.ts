import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#db/open.server.ts'
import { bundledProcess, startProcess } from '#tests/support/jobs/processes.ts'
import { readJobRow } from './job-rows.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-processes-'))
const outDir = path.resolve('node_modules/.koers-processes', String(process.pid))
const LEASE_MS = 1_500
let script: string
beforeAll(async () => {
  script = await bundledProcess(outDir)
})
afterAll(() => {
  for (const place of [folder, outDir]) rmSync(place, { recursive: true, force: true })
})

test('a killed process holds its job until the lease runs out; a stopped one gives it back at once', async () => {
  const file = path.join(folder, 'koers.sqlite')
  const db = openDatabase(file)
  const row = () => readJobRow(db, { name: 'sweep', record: '' })
  const first = startProcess(script, file, LEASE_MS)
  await first.working
  const second = startProcess(script, file, LEASE_MS)
  let isSecondWorking = false
  void second.working.then(() => {
    isSecondWorking = true
  })
  // Longer than a lease: the first keeps it while it works.
  const until = Date.now() + 2 * LEASE_MS
  while (Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isSecondWorking).toBe(false)
  first.child.kill('SIGKILL')
  await first.ended
  expect(row()?.leasedUntil).toBeGreaterThan(Date.now() - LEASE_MS)
  await second.working
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(row()).toMatchObject({ leasedUntil: null, endedAt: null, failures: 0 })
  db.$client.close()
})
