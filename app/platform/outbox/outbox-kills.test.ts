import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { seeded, tries } from '#tests/support/random.ts'
import { startSmtpSink } from '#tests/support/smtp-sink.ts'
import { outboxState } from './outbox-rows.server.ts'
import { writeOutbox } from './write-outbox.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-outbox-'))
const outDir = path.resolve('node_modules/.koers-outbox', String(process.pid))
const [MESSAGES, KILLS] = [tries(1_000), tries(20)]
/** In the hands of a process that is killed: delivered perhaps, and not noted yet. */
const AT_ONCE = 5

beforeAll(async () => {
  const ssr = 'tests/support/outbox/one-process.ts'
  await build({ configFile: false, logLevel: 'error', build: { ssr, outDir, target: 'node20', minify: false } })
})
afterAll(() => {
  for (const place of [folder, outDir]) rmSync(place, { recursive: true, force: true })
})

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('with three in ten deliveries failing and processes killed, each message arrives or stands there as given up', async () => {
  const random = seeded(13)
  const sink = await startSmtpSink({ refuses: () => random() < 0.3 })
  const file = path.join(folder, 'koers.sqlite')
  const db = openDatabase(file)
  const keys = Array.from({ length: MESSAGES }, (_, number) => `message-${number}`)
  inTransaction(db, (tx) => {
    for (const key of keys)
      writeOutbox(tx, { type: 'signUp.confirmed', ids: { signUp: key }, level: 'personal', key }, new Date())
  })
  const from = String(Date.now())
  const begin = () =>
    spawn(process.execPath, [path.join(outDir, 'one-process.js'), file, sink.url, from], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, LOG_LEVEL: 'silent' },
    })
  async function kill(child: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.kill('SIGKILL')
    await ended
  }
  const processes = [begin(), begin()]
  for (let kills = 0; kills < KILLS; kills++) {
    await wait(600 + random() * 300)
    const place = kills % 2
    await kill(processes[place] as ChildProcess)
    processes[place] = begin()
  }
  while (outboxState(db, new Date()).open > 0) await wait(100)
  await Promise.all(processes.map(kill))
  const subjects = sink.mails.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1] ?? '')
  const ends = prepared(db, `SELECT json_extract(ids, '$.signUp') AS id, "end" FROM outbox`).all() as Array<{
    id: string
    end: string
  }>
  const arrived = new Set(subjects)
  expect(ends.filter(({ id, end }) => end !== 'dead' && !(end === 'delivered' && arrived.has(id)))).toEqual([])
  expect(ends).toHaveLength(MESSAGES)
  expect(subjects.length - arrived.size).toBeLessThanOrEqual(KILLS * AT_ONCE)
  const dead = ends.filter(({ end }) => end === 'dead').length
  process.stdout.write(
    `${MESSAGES} messages, ${KILLS} kills: ${arrived.size} arrived, ${dead} given up, ${subjects.length - arrived.size} twice\n`,
  )
  db.$client.close()
  await sink.stop()
}, 300_000)
