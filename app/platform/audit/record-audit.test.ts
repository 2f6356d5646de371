import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { tellRandomActs } from '#tests/support/audit-log.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { seeded } from '#tests/support/random.ts'
import { hashOfReason } from './hash.server.ts'
import { LONGEST_REASON } from './reason.ts'
import { type AuditEntry, recordAudit } from './record-audit.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-audit-'))
afterAll(() => rmSync(folder, { recursive: true }))

const operator = asSystem('operator', 'role.grant')
const act: AuditEntry = {
  action: 'role.grant',
  object: { type: 'role-grant', id: 'g' },
  subjectId: 'p',
  fields: ['advisor'],
}

function log(count = 5): Db {
  const db = freshDatabase()
  tellRandomActs(db, seeded(1), count, NOW)
  return db
}

function all(db: Db): unknown[] {
  return ['audit_events', 'audit_payloads'].map((table) => db.$client.prepare(`SELECT * FROM ${table}`).all())
}

/** A row of the log as it is, with some of it changed. */
function insert(db: Db, verb: string, changes: Record<string, unknown>, end = ''): void {
  const last = db.$client.prepare('SELECT * FROM audit_events ORDER BY seq DESC LIMIT 1').get() as object
  const row = { ...last, ...changes }
  const names = Object.keys(row)
  db.$client
    .prepare(`${verb} INTO audit_events (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ${end}`)
    .run(...Object.values(row))
}

test('an event is kept with who, what, about whom and why, and nothing else', () => {
  const db = freshDatabase()
  expect(inTransaction(db, (tx) => recordAudit(tx, operator, { ...act, reason: 'op verzoek' }, NOW))).toBe(1)
  expect(db.$client.prepare('SELECT * FROM audit_events').get()).toEqual({
    seq: 1,
    at: Number(NOW),
    operation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    actor_id: 'system:operator',
    actor_roles: 'operator',
    action: 'role.grant',
    object_type: 'role-grant',
    object_id: 'g',
    subject_id: 'p',
    fields: 'advisor',
    ground: 'role',
    result: 'done',
    payload_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    previous_hash: '',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('an event and what it tells about are kept together or not at all', () => {
  const db = log(0)
  const work = () =>
    inTransaction(db, (tx): number => {
      recordAudit(tx, operator, { ...act, reason: 'x' }, NOW)
      throw new Error('the change failed')
    })
  expect(work).toThrow('the change failed')
  expect(all(db)).toEqual([[], []])
})

test('what is done in one transaction is one operation, and another transaction is another', () => {
  const db = freshDatabase()
  inTransaction(db, (tx) => [recordAudit(tx, operator, act, NOW), recordAudit(tx, operator, act, NOW)])
  inTransaction(db, (tx) => recordAudit(tx, operator, act, NOW))
  inTransaction(db, (tx) => recordAudit(tx, operator, { ...act, operationId: 'request-1' }, NOW))
  const [a, b, c, d] = db.$client.prepare('SELECT operation_id FROM audit_events').pluck().all()
  expect(a).toBe(b)
  expect(c).not.toBe(a)
  expect(d).toBe('request-1')
})

test('a reason is kept as people see it, and its hash is of what is kept', () => {
  const db = freshDatabase()
  inTransaction(db, (tx) =>
    recordAudit(tx, operator, { ...act, reason: ' \u202egestart\u0007\r\n per maart\u200b ' }, NOW),
  )
  const { salt, reason } = db.$client.prepare('SELECT salt, reason FROM audit_payloads').get() as {
    salt: Buffer
    reason: string
  }
  expect(reason).toBe('gestart\n per maart')
  expect(db.$client.prepare('SELECT payload_hash FROM audit_events').pluck().get()).toBe(hashOfReason(salt, reason))
})

test.each([undefined, '', '  ', '\u200b\n'])('a reason that says nothing is none: %j', (reason) => {
  const db = freshDatabase()
  inTransaction(db, (tx) => recordAudit(tx, operator, { ...act, reason }, NOW))
  expect(db.$client.prepare('SELECT payload_hash FROM audit_events').pluck().get()).toBe('')
  expect(all(db)[1]).toEqual([])
})

test('a reason that is too long is a defect of who asked for it, and nothing is kept', () => {
  const db = freshDatabase()
  const say = (length: number) =>
    inTransaction(db, (tx) => recordAudit(tx, operator, { ...act, reason: 'x'.repeat(length) }, NOW))
  expect(() => say(LONGEST_REASON + 1)).toThrow('a reason has at most 500 characters')
  expect(all(db)).toEqual([[], []])
  expect(say(LONGEST_REASON)).toBe(1)
})

const FORBIDDEN: Readonly<Record<string, (db: Db) => void>> = {
  'UPDATE of an event': (db) => db.$client.exec("UPDATE audit_events SET action = 'x' WHERE seq = 2"),
  'UPDATE of an event to what it is': (db) => db.$client.exec('UPDATE audit_events SET action = action WHERE seq = 5'),
  'UPDATE OR REPLACE of an event': (db) => db.$client.exec('UPDATE OR REPLACE audit_events SET seq = 4 WHERE seq = 5'),
  'UPDATE OR IGNORE of an event': (db) => db.$client.exec("UPDATE OR IGNORE audit_events SET action = 'x'"),
  'DELETE of an event': (db) => db.$client.exec('DELETE FROM audit_events WHERE seq = 3'),
  'DELETE of all events': (db) => db.$client.exec('DELETE FROM audit_events'),
  'DELETE of the last event': (db) => db.$client.exec('DELETE FROM audit_events WHERE seq = 5'),
  'INSERT OR REPLACE of an event': (db) => insert(db, 'INSERT OR REPLACE', { seq: 3, action: 'x' }),
  'INSERT OR REPLACE of the last event': (db) => insert(db, 'INSERT OR REPLACE', { action: 'x' }),
  'REPLACE of the first event': (db) => insert(db, 'REPLACE', { seq: 1, previous_hash: '' }),
  'UPSERT of an event': (db) => insert(db, 'INSERT', { action: 'x' }, "ON CONFLICT (seq) DO UPDATE SET action = 'x'"),
  'UPSERT of an event that does nothing': (db) => insert(db, 'INSERT', {}, 'ON CONFLICT DO NOTHING'),
  'INSERT OR IGNORE of an event': (db) => insert(db, 'INSERT OR IGNORE', { action: 'x' }),
  'INSERT with a gap': (db) => insert(db, 'INSERT', { seq: 7 }),
  'INSERT before the first': (db) => insert(db, 'INSERT', { seq: 0, previous_hash: '' }),
  'INSERT without a number': (db) => insert(db, 'INSERT', { seq: null }),
  'INSERT without the hash before it': (db) => insert(db, 'INSERT', { seq: 6, previous_hash: 'x' }),
  'INSERT with no hash before it': (db) => insert(db, 'INSERT', { seq: 6, previous_hash: null }),
  'UPDATE of a reason': (db) => db.$client.exec("UPDATE audit_payloads SET reason = 'x'"),
  'UPDATE that blanks a reason and keeps its salt': (db) => db.$client.exec('UPDATE audit_payloads SET reason = NULL'),
  'UPDATE that moves a reason': (db) =>
    db.$client.exec("UPDATE audit_payloads SET seq = seq + 100, reason = NULL, salt = x''"),
  'DELETE of a reason': (db) => db.$client.exec('DELETE FROM audit_payloads'),
  'INSERT OR REPLACE of a reason': (db) =>
    db.$client.exec("INSERT OR REPLACE INTO audit_payloads SELECT seq, salt, 'x' FROM audit_payloads"),
  'INSERT OR REPLACE of the last reason': (db) =>
    db.$client.exec(
      "INSERT OR REPLACE INTO audit_payloads SELECT seq, salt, 'x' FROM audit_payloads ORDER BY seq DESC LIMIT 1",
    ),
  'UPSERT of a reason': (db) =>
    db.$client.exec(`INSERT INTO audit_payloads SELECT seq, salt, 'x' FROM audit_payloads WHERE true
      ON CONFLICT (seq) DO UPDATE SET reason = 'x'`),
  'INSERT of a reason for an older event': (db) =>
    db.$client.exec("INSERT INTO audit_payloads VALUES (1, randomblob(16), 'x')"),
  'INSERT of a reason for an event that has none': (db) => {
    inTransaction(db, (tx) => recordAudit(tx, operator, act, NOW))
    db.$client.exec("INSERT INTO audit_payloads VALUES (6, randomblob(16), 'x')")
  },
  'INSERT of a blank reason': (db) => db.$client.exec("INSERT INTO audit_payloads VALUES (5, x'', NULL)"),
}

test('the log of these tests has reasons, on its last event too, and none on its first', () => {
  const db = withReasons()
  expect(db.$client.prepare('SELECT seq FROM audit_payloads').pluck().all()).toEqual([2, 5])
})

function withReasons(file = ':memory:'): Db {
  const db = openDatabase(file)
  for (const reason of [undefined, 'a', undefined, undefined, 'b'])
    inTransaction(db, (tx) => recordAudit(tx, operator, { ...act, reason }, NOW))
  return db
}

test.each(Object.keys(FORBIDDEN))('the database refuses %s', (name) => {
  const db = withReasons()
  const before = all(db)
  expect(() => FORBIDDEN[name]?.(db)).toThrow(
    /audit events are (added in order|never changed|never deleted)|a reason is|reasons are never deleted/,
  )
  expect((all(db)[0] as unknown[]).slice(0, 5)).toEqual(before[0])
  expect(all(db)[1]).toEqual(before[1])
})

test('what is forbidden stays so on a connection opened anew, and on one that forgot its pragmas', () => {
  const file = path.join(folder, 'koers.sqlite')
  withReasons(file).$client.close()
  const again = openDatabase(file)
  expect(() => insert(again, 'INSERT OR REPLACE', { seq: 3 })).toThrow('added in order')
  again.$client.close()
  const bare = new Database(file)
  const replace = (table: string, values: string) => () => bare.exec(`INSERT OR REPLACE INTO ${table} ${values}`)
  expect(replace('audit_events', 'SELECT * FROM audit_events WHERE seq = 5')).toThrow('added in order')
  expect(replace('audit_payloads', "SELECT seq, salt, 'x' FROM audit_payloads")).toThrow('added with its event')
  bare.close()
})

test('a reason may be blanked, together with its salt', () => {
  const db = withReasons()
  db.$client.exec("UPDATE audit_payloads SET reason = NULL, salt = x'' WHERE seq = 2")
  expect(db.$client.prepare('SELECT reason, length(salt) AS salt FROM audit_payloads').all()).toEqual([
    { reason: null, salt: 0 },
    { reason: 'b', salt: 16 },
  ])
})

test('each event carries the hash of the one before it, also when two connections take turns', () => {
  const file = path.join(folder, 'turns.sqlite')
  const both = [openDatabase(file), openDatabase(file)]
  for (let n = 0; n < 20; n++) {
    const db = both[n % 2]
    if (db) inTransaction(db, (tx) => recordAudit(tx, operator, act, NOW))
  }
  const rows = both[0]?.$client.prepare('SELECT seq, previous_hash, hash FROM audit_events').all() as Array<{
    seq: number
    previous_hash: string
    hash: string
  }>
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  for (const [place, row] of rows.entries()) expect(row.previous_hash).toBe(rows[place - 1]?.hash ?? '')
  for (const db of both) db.$client.close()
})

test('an action without its text in both languages does not compile', () => {
  const db = freshDatabase()
  // @ts-expect-error: nothing is known of dancing
  inTransaction(db, (tx) => recordAudit(tx, operator, { ...act, action: 'person.dance' }, NOW))
  expect(db.$client.prepare('SELECT action FROM audit_events').pluck().get()).toBe('person.dance')
})

/** Processor time, which other work on the machine does not stretch. */
function processorMicroseconds(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return user + system
}

test('telling an act costs less than 50 microseconds', () => {
  const db = freshDatabase()
  tellRandomActs(db, seeded(2), 2_000, NOW)
  const rounds = Array.from({ length: 5 }, () =>
    inTransaction(db, (tx) => {
      const tellMany = () => {
        for (let n = 0; n < 2_000; n++) recordAudit(tx, operator, act, NOW)
      }
      return processorMicroseconds(tellMany) / 2_000
    }),
  )
  expect(Math.min(...rounds)).toBeLessThan(50)
})
