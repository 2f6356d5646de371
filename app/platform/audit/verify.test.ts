import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { blankOldReasons } from '#app/features/audit/forget-reasons.server.ts'
import type { Db } from '#db/open.server.ts'
import { tellRandomActs } from '#tests/support/audit-log.ts'
import { freshDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import { seeded } from '#tests/support/random.ts'
import { afterTampering, TAMPERINGS } from '#tests/support/tamper.ts'
import { currentHead, type HeadLine } from './heads.server.ts'
import { type Verification, verifyLog } from './verify.server.ts'

const EACH = 150
const LOGS = 10
const operator = asSystem('operator', 'audit.verify')
const MONTH = 30 * 86_400_000

/** A log that grew in pieces, with a head written down after some of them and after the last, as a portal leaves it when it stops. */
function grownLog(random: () => number): { db: Db; heads: HeadLine[]; end: Date } {
  const db = freshDatabase()
  const heads: HeadLine[] = []
  let at = Number(NOW)
  const pieces = 2 + Math.floor(random() * 4)
  for (let piece = 1; piece <= pieces; piece++) {
    tellRandomActs(db, random, 3 + Math.floor(random() * 10), new Date(at))
    at += 86_400_000
    const head = piece === pieces || random() < 0.6 ? currentHead(db, new Date(at)) : null
    if (head) heads.push({ isLinked: true, line: heads.length + 1, head })
  }
  return { db, heads, end: new Date(at) }
}

const verify = (db: Db, heads: Iterable<HeadLine>): Verification => verifyLog(db, operator, heads)

test.each(Object.entries(TAMPERINGS))('%s: all 150 of 150 are found', (name, tamper) => {
  const random = seeded(name.length)
  let found = 0
  for (let log = 0; log < LOGS; log++) {
    const { db, heads } = grownLog(random)
    expect(verify(db, heads).faults).toEqual([])
    for (let n = 0; n < EACH / LOGS; n++) {
      const { faults } = afterTampering(
        db,
        (it) => tamper(it, random),
        () => verify(db, heads),
      )
      // The triggers are as they were: what is found is found by chain, heads and reasons alone.
      expect(faults.filter(({ kind }) => kind.startsWith('guard'))).toEqual([])
      if (faults.length > 0) found++
    }
    expect(verify(db, heads).faults).toEqual([])
    db.$client.close()
  }
  expect(found).toBe(EACH)
})

test('without heads the cut tail and the rewritten chain are not seen: that is what heads are for', () => {
  const { db } = grownLog(seeded(1))
  for (const name of ['the tail is cut off', 'the chain is rewritten and hashed anew']) {
    const random = seeded(2)
    expect(
      afterTampering(
        db,
        (it) => TAMPERINGS[name]?.(it, random),
        () => verify(db, []).faults,
      ),
      name,
    ).toEqual([])
  }
})

test('an untouched log of random acts is whole, whenever it is read', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed)
    const { db, heads, end } = grownLog(random)
    const before = verify(db, heads)
    const events = Number(db.$client.prepare('SELECT count(*) FROM audit_events').pluck().get())
    expect([before.faults, before.events, before.vouchedFor]).toEqual([[], events, events])
    // As much later as it takes for some, all or none of the reasons to be forgotten, and told in the log.
    const later = new Date(Number(end) + random() * 26 * MONTH)
    const forgotten = blankOldReasons(db, asSystem('retention', 'audit.forget-reasons'), later)
    const after = verify(db, heads)
    expect([after.faults, after.blanked, after.reasons]).toEqual([[], forgotten, before.reasons - forgotten])
    tellRandomActs(db, random, 5, later)
    expect(verify(db, heads).faults).toEqual([])
    db.$client.close()
  }
})

test('the log that the demo university leaves behind is whole', () => {
  const found = verify(peopleDatabase(), [])
  expect(found.faults).toEqual([])
  expect(found.events).toBeGreaterThan(30)
})

const head = (n: number, hash = 'a'.repeat(64)) => ({ n, hash, at: '2027-02-02T09:00:00.000Z' })

function smallLog(): { db: Db; own: (n: number) => HeadLine } {
  const db = freshDatabase()
  tellRandomActs(db, seeded(3), 10, NOW)
  const hash = db.$client.prepare('SELECT hash FROM audit_events WHERE seq = ?').pluck()
  return { db, own: (n) => ({ isLinked: true, line: n, head: head(n, String(hash.get(n))) }) }
}

test('heads say what they vouch for; two processes may have written them in any order', () => {
  const { db, own } = smallLog()
  const found = verify(db, [own(8), own(4), own(8), own(6)])
  expect(found).toMatchObject({ faults: [], heads: 3, vouchedFor: 8, vouchedAt: '2027-02-02T09:00:00.000Z' })
})

test('a head that does not fit among heads that do says from where the log was written anew', () => {
  const { db, own } = smallLog()
  const wrong = { isLinked: true, line: 2, head: head(7) }
  expect(verify(db, [own(4), wrong, own(9)]).faults).toEqual([{ kind: 'written-anew', head: head(7), fits: 4 }])
})

test('heads of another database are called that', () => {
  const { db } = smallLog()
  const heads = [3, 7].map((n) => ({ isLinked: true, line: n, head: head(n) }))
  expect(verify(db, heads).faults).toEqual([{ kind: 'other-log', count: 2 }])
})

test('a log that ends before its last head was cut off', () => {
  const { db, own } = smallLog()
  expect(verify(db, [own(4), { isLinked: true, line: 2, head: head(12) }]).faults).toEqual([
    { kind: 'cut-off', last: 10, head: head(12) },
  ])
  expect(verify(freshDatabase(), [{ isLinked: true, line: 1, head: head(2) }]).faults).toEqual([
    { kind: 'cut-off', last: 0, head: head(2) },
  ])
})

test('a line that cannot be read is named, and the others still count', () => {
  const { db, own } = smallLog()
  expect(verify(db, [own(4), { isLinked: true, line: 5, head: null }])).toMatchObject({
    faults: [{ kind: 'line-unreadable', line: 5 }],
    vouchedFor: 4,
  })
})

test.each([
  ['DROP TRIGGER audit_events_never_deleted', { kind: 'guard-missing', name: 'audit_events_never_deleted' }],
  [
    `DROP TRIGGER audit_events_never_changed; CREATE TRIGGER audit_events_never_changed BEFORE UPDATE ON audit_events
     WHEN OLD.seq > 3 BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END`,
    { kind: 'guard-changed', name: 'audit_events_never_changed' },
  ],
  [
    "CREATE TRIGGER quiet BEFORE INSERT ON audit_events WHEN NEW.actor_id = 'me' BEGIN SELECT RAISE(IGNORE); END",
    { kind: 'guard-added', name: 'quiet' },
  ],
  ['DROP INDEX audit_events_actor', { kind: 'guard-missing', name: 'audit_events_actor' }],
  ['ALTER TABLE audit_events ADD COLUMN ip text', { kind: 'guard-changed', name: 'audit_events' }],
])('what guards the log is compared with how it was made: %s', (sql, fault) => {
  const { db, own } = smallLog()
  db.$client.exec(sql)
  expect(verify(db, [own(10)]).faults).toEqual([fault])
})

test('a value of another kind in a row is a change, and does not stop the reading', () => {
  const { db, own } = smallLog()
  const seq = Number(db.$client.prepare('SELECT min(seq) FROM audit_payloads').pluck().get())
  for (const sql of [
    `UPDATE audit_payloads SET salt = 7 WHERE seq = ${seq}`,
    `UPDATE audit_payloads SET reason = x'00' WHERE seq = ${seq}`,
    "UPDATE audit_events SET at = 'soon' WHERE seq = 2",
    "UPDATE audit_events SET fields = x'00ff' WHERE seq = 2",
  ]) {
    const { faults } = afterTampering(
      db,
      (it) => it.$client.exec(sql),
      () => verify(db, [own(10)]),
    )
    expect(faults.map(({ kind }) => kind)).toEqual([sql.includes('payloads') ? 'reason-changed' : 'changed'])
  }
})

test('reasons whose event is gone are counted', () => {
  const { db, own } = smallLog()
  db.$client.exec('PRAGMA foreign_keys = OFF; DROP TRIGGER audit_payloads_with_their_event')
  db.$client.exec("INSERT INTO audit_payloads VALUES (90, x'', 'a'), (91, x'', 'b')")
  expect(verify(db, [own(10)]).faults).toEqual([
    { kind: 'guard-missing', name: 'audit_payloads_with_their_event' },
    { kind: 'reasons-stray', count: 2 },
  ])
})

test('of a log that is wrong everywhere the first faults are listed and the others counted', () => {
  const db = freshDatabase()
  tellRandomActs(db, seeded(4), 100, NOW)
  const found = afterTampering(
    db,
    (it) => it.$client.exec('UPDATE audit_events SET at = at + 1'),
    () => verify(db, []),
  )
  expect([found.faults.length, found.more]).toEqual([20, 80])
})
