import { expect, test } from 'vitest'
import { openAuthStore } from '#db/auth-store.server.ts'
import { NOW } from '#tests/support/database.ts'
import { confirmRead, deleteConfirmedReads, takeConfirmedRead } from './confirmed-reads.server.ts'

const later = (seconds: number) => new Date(Number(NOW) + seconds * 1_000)
const ADA = { id: 'session-of-ada' }
const LOG = '/nl/desk/audit?action=role.grant'

test('a confirmed page opens once, in the same auth session, at exactly the same address', () => {
  const store = openAuthStore(':memory:')
  confirmRead(store, ADA, LOG, NOW)
  expect(takeConfirmedRead(store, { id: 'another' }, LOG, NOW)).toBe(false)
  for (const other of ['/nl/desk/audit', `${LOG}&result=done`, `${LOG} `, LOG.toUpperCase(), '/en/desk/audit'])
    expect(takeConfirmedRead(store, ADA, other, NOW)).toBe(false)
  expect(takeConfirmedRead(store, ADA, LOG, NOW)).toBe(true)
  expect(takeConfirmedRead(store, ADA, LOG, NOW)).toBe(false)
})

test('a confirmed page waits for a minute', () => {
  const store = openAuthStore(':memory:')
  confirmRead(store, ADA, LOG, NOW)
  expect(takeConfirmedRead(store, ADA, LOG, later(60))).toBe(false)
  expect(takeConfirmedRead(store, ADA, LOG, later(59))).toBe(true)
})

test('at most twenty pages wait for one auth session, and what was not opened is deleted', () => {
  const store = openAuthStore(':memory:')
  for (let n = 0; n < 30; n++) confirmRead(store, ADA, `${LOG}&n=${n}`, later(n))
  const count = () => store.prepare('SELECT count(*) FROM confirmed_reads').pluck().get()
  expect(count()).toBe(20)
  expect(takeConfirmedRead(store, ADA, `${LOG}&n=9`, later(30))).toBe(false)
  expect(takeConfirmedRead(store, ADA, `${LOG}&n=10`, later(30))).toBe(true)
  expect(deleteConfirmedReads(store, Number(later(3_600)))).toBe(19)
})
