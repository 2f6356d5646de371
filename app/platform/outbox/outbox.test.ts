import { expect, test } from 'vitest'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { confidentialFiles, freshDatabase, NOW } from '#tests/support/database.ts'
import { type Handled, type OutboxHandler, startDispatcher } from './dispatcher.server.ts'
import { endWaiting, outboxState, readDeadRows, reviveRows, takeRows } from './outbox-rows.server.ts'
import { BACKOFF_MINUTES, MOST_DELIVERIES, waitAfterFailures } from './outbox-rules.ts'
import { writeConfidentialOutbox, writeOutbox } from './write-outbox.server.ts'

const MINUTE = 60_000
const asked = (key: string) => ({ type: 'signUp.confirmed', ids: { signUp: key }, level: 'personal', key }) as const

function write(db: Db, key: string, now = NOW): void {
  inTransaction(db, (tx) => writeOutbox(tx, asked(key), now))
}

/** A dispatcher with clocks of its own; it looks only when told, whatever its tick does. */
function dispatcherOf(
  db: Db,
  handle: OutboxHandler['handle'],
  more: { files?: Parameters<typeof startDispatcher>[0]['files'] } = {},
) {
  const time = { portal: Number(NOW), machine: 1_000_000 }
  const handler = { name: 'test', types: ['signUp.confirmed'], handle } as const
  const dispatcher = startDispatcher({
    files: more.files ?? [db],
    handlers: [handler],
    clock: () => new Date(time.portal),
    machineClock: () => time.machine,
    chance: () => 0,
  })
  return { time, dispatcher }
}

test('a change that is undone leaves nothing in the outbox, and the same happening written twice is one', () => {
  const db = freshDatabase()
  const undone = () =>
    inTransaction(db, (tx): void => {
      writeOutbox(tx, asked('a'), NOW)
      throw new Error('undone')
    })
  expect(undone).toThrow('undone')
  expect(outboxState(db, NOW).open).toBe(0)
  write(db, 'a')
  write(db, 'a')
  expect(outboxState(db, NOW).open).toBe(1)
})

test('the outbox holds ids, never a name, an address or a sentence', () => {
  const db = freshDatabase()
  const ids = ['Sanne de Vries', 'sanne@universiteit.example', 'a\r\nBcc: x', '']
  for (const id of ids)
    expect(() => inTransaction(db, (tx) => writeOutbox(tx, { ...asked('a'), ids: { person: id } }, NOW))).toThrow(
      'ids only',
    )
})

test('what is due goes to its handler once; what is due later waits for its moment', async () => {
  const db = freshDatabase()
  const seen: string[] = []
  const { time, dispatcher } = dispatcherOf(db, ({ ids }) => {
    seen.push(ids.signUp ?? '')
    return 'done'
  })
  write(db, 'now')
  inTransaction(db, (tx) => writeOutbox(tx, { ...asked('later'), due: new Date(Number(NOW) + 1) }, NOW))
  await dispatcher.look()
  await dispatcher.look()
  expect(seen).toEqual(['now'])
  time.portal += 1
  await dispatcher.look()
  expect(seen).toEqual(['now', 'later'])
  await dispatcher.stop()
})

test('both files are served, and what happened in confidence stands in the file for confidences only', async () => {
  const db = freshDatabase()
  const { confidential } = confidentialFiles()
  const levels: string[] = []
  const { dispatcher } = dispatcherOf(db, ({ level }) => (levels.push(level) > 0 ? 'done' : 'waits'), {
    files: [db, confidential],
  })
  write(db, 'a')
  inConfidentialTransaction(confidential, (tx) =>
    writeConfidentialOutbox(tx, { type: 'signUp.confirmed', ids: { signUp: 'b' }, key: 'b' }, NOW),
  )
  expect([outboxState(db, NOW).open, outboxState(confidential, NOW).open]).toEqual([1, 1])
  await dispatcher.look()
  expect(levels).toEqual(['personal', 'confidential'])
  expect([outboxState(db, NOW).open, outboxState(confidential, NOW).open]).toEqual([0, 0])
  await dispatcher.stop()
})

test('the waits are 1, 5, 15, 60, 180, 360 and 780 minutes, at most a tenth longer', () => {
  const waits = BACKOFF_MINUTES.map((_, place) => [waitAfterFailures(place + 1, 0), waitAfterFailures(place + 1, 1)])
  expect(waits).toEqual(
    [1, 5, 15, 60, 180, 360, 780].map((minutes) => [minutes * MINUTE, minutes * MINUTE + minutes * 6_000]),
  )
  expect(waitAfterFailures(MOST_DELIVERIES, 0)).toBeNull()
})

test('what keeps failing is tried eight times at its moments, then stands there as given up, and can be tried again', async () => {
  const db = freshDatabase()
  let tries = 0
  const { time, dispatcher } = dispatcherOf(db, () => {
    tries++
    throw Object.assign(new Error('sanne@universiteit.example was refused'), { code: 'EENVELOPE' })
  })
  write(db, 'a')
  await dispatcher.look()
  for (const minutes of BACKOFF_MINUTES) {
    const before = tries
    time.machine += minutes * MINUTE - 1
    await dispatcher.look()
    expect(tries).toBe(before)
    time.machine += 1
    await dispatcher.look()
    expect(tries).toBe(before + 1)
  }
  expect(tries).toBe(8)
  expect(outboxState(db, NOW)).toMatchObject({ open: 0, dead: 1 })
  expect(readDeadRows(db, 10)).toMatchObject([{ type: 'signUp.confirmed', failures: 8, error: 'EENVELOPE' }])
  expect(reviveRows(db, null)).toBe(1)
  await dispatcher.look()
  expect(tries).toBe(9)
  await dispatcher.stop()
})

test('one handler that fails repeats no other one, and what is no longer true ends so', async () => {
  const db = freshDatabase()
  const calls: string[] = []
  const handler = (name: string, handle: () => Handled): OutboxHandler => ({
    name,
    types: ['signUp.confirmed'],
    handle,
  })
  let fails = true
  const time = { machine: 0 }
  const dispatcher = startDispatcher({
    files: [db],
    handlers: [
      handler('mail', () => (calls.push('mail') > 0 ? 'done' : 'waits')),
      handler('rules', () => {
        calls.push('rules')
        if (fails) throw new Error('not now')
        return 'no-longer-true'
      }),
    ],
    clock: () => NOW,
    machineClock: () => time.machine,
  })
  write(db, 'a')
  await dispatcher.look()
  fails = false
  time.machine += 2 * MINUTE
  await dispatcher.look()
  expect(calls).toEqual(['mail', 'rules', 'rules'])
  expect(db.$client.prepare('SELECT "end" FROM outbox').pluck().all()).toEqual(['delivered'])
  await dispatcher.stop()
})

test('what waits for a mail server is no failure, and goes at once when there is one', async () => {
  const db = freshDatabase()
  let server = false
  const { dispatcher } = dispatcherOf(db, () => (server ? 'done' : 'waits'))
  write(db, 'a')
  await dispatcher.look()
  expect(outboxState(db, NOW)).toMatchObject({ open: 1, failing: 0, waiting: 1 })
  server = true
  await dispatcher.look()
  expect(outboxState(db, NOW).open).toBe(1)
  expect(endWaiting(db)).toBe(1)
  await dispatcher.look()
  expect(outboxState(db, NOW).open).toBe(0)
  await dispatcher.stop()
})

test('two processes never have the same in hand; what a killed one had is free after a minute, and counts as a failure', () => {
  const db = freshDatabase()
  for (let each = 0; each < 30; each++) write(db, `k${each}`)
  const take = (holder: string, machine: number) =>
    takeRows(db, { holder, machine, until: machine + MINUTE, portal: Number(NOW), most: 20 })
  const one = take('one', 0)
  const two = take('two', 0)
  expect(one.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, place) => place + 1))
  expect(two).toHaveLength(10)
  expect(take('three', MINUTE - 1)).toEqual([])
  const after = take('three', MINUTE)
  expect(after).toHaveLength(20)
  expect(after.every(({ failures }) => failures === 1)).toBe(true)
})
