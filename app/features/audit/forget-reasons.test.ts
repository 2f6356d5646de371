import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import { blankOldReasons } from './forget-reasons.server.ts'

const retention = asSystem('retention', 'audit.forget-reasons')
const operator = asSystem('operator', 'role.grant')

function logAt(...moments: string[]) {
  const db = freshDatabase()
  for (const moment of moments) {
    const act = { action: 'role.end', object: { type: 'role-grant', id: 'g' }, reason: `zei ze op ${moment}` } as const
    inTransaction(db, (tx) => recordAudit(tx, operator, act, new Date(moment)))
  }
  const left = () => db.$client.prepare('SELECT seq FROM audit_payloads WHERE reason IS NOT NULL').pluck().all()
  return { db, left }
}

test('a reason is kept for 24 months, to the day in Amsterdam, and then blanked with its salt', () => {
  const { db, left } = logAt('2025-01-31T22:59:59Z', '2025-01-31T23:00:00Z', '2026-06-01T12:00:00Z')
  expect(blankOldReasons(db, retention, new Date('2027-01-31T22:00:00Z'))).toBe(0)
  expect(left()).toEqual([1, 2, 3])
  expect(blankOldReasons(db, retention, new Date('2027-01-31T23:30:00Z'))).toBe(1)
  expect(left()).toEqual([2, 3])
  expect(db.$client.prepare('SELECT * FROM audit_payloads WHERE seq = 1').get()).toEqual({
    seq: 1,
    salt: Buffer.alloc(0),
    reason: null,
  })
})

test('the log tells that reasons were blanked, up to which day, and only when some were', () => {
  const { db } = logAt('2024-05-01T09:00:00Z', '2024-06-01T09:00:00Z')
  const last = () => db.$client.prepare('SELECT * FROM audit_events ORDER BY seq DESC LIMIT 1').get()
  blankOldReasons(db, retention, new Date('2026-07-15T03:00:00Z'))
  expect(last()).toMatchObject({
    seq: 3,
    actor_id: 'system:retention',
    action: 'audit.forget-reasons',
    object_type: 'audit-reasons',
    object_id: '2024-07-15',
  })
  const before = db.$client.prepare('SELECT total_changes()').pluck().get()
  expect(blankOldReasons(db, retention, new Date('2026-07-16T03:00:00Z'))).toBe(0)
  expect(db.$client.prepare('SELECT total_changes()').pluck().get()).toBe(before)
})

test('on 29 February nothing younger than 24 months is forgotten', () => {
  const { db, left } = logAt('2026-02-27T12:00:00Z', '2026-03-01T12:00:00Z')
  blankOldReasons(db, retention, new Date('2028-02-29T12:00:00Z'))
  expect(left()).toEqual([2])
})
