import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { type Actor, asSystem } from '#app/access/actor.ts'
import { type ConfidentialDb, emptyJournal, openConfidential } from '#db/confidential/open.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { confidentialFiles, NOW } from '#tests/support/database.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { confidentialHead } from './confidential-head.server.ts'
import { eraseConfidentialEvents, eraseConfidentialHeads } from './erase-events.server.ts'
import { eventParts, hashOfLink, leafOf } from './hash.server.ts'
import { type ConfidentialEntry, logConfidential } from './log-confidential.server.ts'
import { type ConfidentialHeadLine, verifyConfidentialLog } from './verify-confidential.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-confidential-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SANNE: Actor = { id: 'sanne', grants: [{ role: 'employee', unitId: null, providerId: null }], system: null }
const retention = asSystem('retention', 'confidential-log.erase')
const auditor = asSystem('operator', 'audit.verify')
const after = (days: number) => new Date(Number(NOW) + days * 86_400_000)

function entryFor(id: string): ConfidentialEntry {
  const record = { type: 'access-needs', id }
  return { action: 'access-needs.read', record, subjectId: 'sanne', ground: 'own', fields: ['arrangement'] }
}
const add = (db: ConfidentialDb, id: string, now = NOW) =>
  inConfidentialTransaction(db, (tx) => logConfidential(tx, SANNE, entryFor(id), now))
const addDossier = (db: ConfidentialDb, id: string) =>
  prepared(db, "INSERT INTO dossiers (id, type, subject_id, created_at) VALUES (?, 'other', 'sanne', 0)").run(id)

/** A log of so many events about dossiers that are there, `d0` to `d4` in turn. */
function log(count = 6, file?: string): ConfidentialDb {
  const db = file ? openConfidential(file) : confidentialFiles().confidential
  for (let number = 0; number < 5; number++) addDossier(db, `d${number}`)
  for (let number = 0; number < count; number++) add(db, `d${number % 5}`)
  return db
}
const all = (db: ConfidentialDb, table: string) =>
  prepared(db, `SELECT * FROM ${table}`).all() as Record<string, unknown>[]
const line = (db: ConfidentialDb, now = NOW): ConfidentialHeadLine => ({
  digest: confidentialHead(db, now),
  at: Number(now),
})
const verify = (db: ConfidentialDb, lines: ConfidentialHeadLine[] = [], now = NOW) =>
  verifyConfidentialLog(db, auditor, lines, now)

test('an event says who did what to which record and by which relation; its link says nothing', () => {
  const db = log(1)
  expect(all(db, 'confidential_events')).toMatchObject([
    {
      seq: 1,
      at: Number(NOW),
      operation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      actor_id: 'sanne',
      actor_roles: 'employee',
      action: 'access-needs.read',
      record_type: 'access-needs',
      record_id: 'd0',
      subject_id: 'sanne',
      fields: 'arrangement',
      ground: 'own',
      reason: '',
      came_by: '',
      result: 'done',
      text_id: '',
      version: null,
      version_hash: null,
    },
  ])
  const HASH = expect.stringMatching(/^[0-9a-f]{64}$/)
  expect(all(db, 'confidential_links')).toEqual([{ seq: 1, leaf: HASH, previous_hash: '', hash: HASH }])
})

test('the same event twice has two leaves: nobody finds out by trying what a link stands for', () => {
  const db = log(0)
  for (let time = 0; time < 50; time++) add(db, 'd0')
  expect(new Set(all(db, 'confidential_links').map(({ leaf }) => leaf)).size).toBe(50)
})

test('an event and what it tells about are kept together or not at all, and outside a transaction nothing is told', () => {
  const db = log(2)
  expect(() =>
    inConfidentialTransaction(db, (tx): number => {
      logConfidential(tx, SANNE, entryFor('d0'), NOW)
      throw new Error('undone')
    }),
  ).toThrow('undone')
  expect(all(db, 'confidential_links')).toHaveLength(2)
  expect(() => logConfidential(db as ConfidentialTx, SANNE, entryFor('d0'), NOW)).toThrow('in the transaction')
})

const FORBIDDEN: ReadonlyArray<string> = [
  "UPDATE confidential_events SET action = 'x' WHERE seq = 2",
  'UPDATE confidential_events SET action = action',
  'UPDATE OR REPLACE confidential_events SET seq = 1 WHERE seq = 2',
  'DELETE FROM confidential_events',
  'DELETE FROM confidential_events WHERE seq = 6',
  'INSERT OR REPLACE INTO confidential_events SELECT * FROM confidential_events WHERE seq = 3',
  'REPLACE INTO confidential_events SELECT * FROM confidential_events WHERE seq = 6',
  'INSERT INTO confidential_events SELECT * FROM confidential_events WHERE true ON CONFLICT DO NOTHING',
  "INSERT INTO confidential_events SELECT * FROM confidential_events WHERE true ON CONFLICT (seq) DO UPDATE SET action = 'x'",
  "UPDATE confidential_links SET leaf = 'x'",
  'DELETE FROM confidential_links',
  'DELETE FROM confidential_links WHERE seq = 6',
  'INSERT OR REPLACE INTO confidential_links SELECT * FROM confidential_links WHERE seq = 6',
  "INSERT INTO confidential_links VALUES (9, 'x', 'x', 'x')",
  "INSERT INTO confidential_links VALUES (7, 'x', '', 'x')",
  "INSERT INTO confidential_links VALUES (NULL, 'x', '', 'x')",
  'UPDATE confidential_heads SET seq = 1',
  'INSERT OR REPLACE INTO confidential_heads SELECT digest, salt, 1, at FROM confidential_heads',
]

test.each(FORBIDDEN)('the file refuses %s', (sql) => {
  const file = path.join(folder, `${FORBIDDEN.indexOf(sql)}.sqlite`)
  const db = log(6, file)
  confidentialHead(db, NOW)
  const tables = ['confidential_events', 'confidential_links', 'confidential_heads']
  const before = tables.map((table) => all(db, table))
  expect(() => db.$client.exec(sql)).toThrow(/confidential (event|log)/)
  // Also on a connection that knows nothing of pragmas.
  const bare = new Database(file)
  expect(() => bare.exec(sql)).toThrow(/confidential (event|log)/)
  bare.close()
  expect(tables.map((table) => all(db, table))).toEqual(before)
  db.$client.close()
})

test('events go three months after their record went, not a day earlier; the chain stays whole and names what went', () => {
  const db = log(10)
  prepared(db, "DELETE FROM dossiers WHERE id IN ('d1', 'd2')").run()
  prepared(db, "INSERT INTO erasures VALUES ('d2', 'other', 'sanne', 0)").run()
  const heads = [line(db)]
  expect(eraseConfidentialEvents(db, retention, 'P3M', after(80))).toBe(0)
  expect(eraseConfidentialEvents(db, retention, 'P3M', after(95))).toBe(2)
  const left = all(db, 'confidential_events')
  // One that is still being erased is still there.
  expect(left.map(({ record_id }) => record_id)).toEqual(['d0', 'd2', 'd3', 'd4', 'd0', 'd2', 'd3', 'd4', ''])
  expect(left.at(-1)).toMatchObject({
    action: 'confidential-log.erase',
    subject_id: '',
    record_type: '',
    fields: '2,7',
  })
  expect(all(db, 'confidential_links')).toHaveLength(11)
  expect(eraseConfidentialEvents(db, retention, 'P3M', after(95))).toBe(0)
  expect([verify(db), verify(db, heads), verify(db, [line(db)])]).toEqual(['unknown', 'whole', 'whole'])
})

test('a record with thousands of events goes in parts, and what was erased is in no file any more', () => {
  const file = path.join(folder, 'many.sqlite')
  const db = openConfidential(file)
  for (let number = 0; number < 1_203; number++) {
    const entry = { ...entryFor('kanarie-dossier'), subjectId: 'kanarie-persoon' }
    inConfidentialTransaction(db, (tx) => logConfidential(tx, { ...SANNE, id: 'kanarie-actor' }, entry, NOW))
  }
  expect(readFileSync(`${file}-wal`).includes('kanarie-persoon')).toBe(true)
  expect(eraseConfidentialEvents(db, retention, 'P3M', after(100))).toBe(1_203)
  expect(all(db, 'confidential_events').map(({ action }) => action)).toEqual(Array(3).fill('confidential-log.erase'))
  expect(emptyJournal(db)).toBe(true)
  for (const bytes of [readFileSync(file), readFileSync(`${file}-wal`)]) expect(bytes.includes('kanarie')).toBe(false)
  expect(verify(db, [line(db)])).toBe('whole')
  db.$client.close()
})

test('a head changes at every call, whether or not anything happened, and says nothing without its salt', () => {
  const db = log(3)
  const quiet = Array.from({ length: 40 }, () => confidentialHead(db, NOW))
  expect(new Set(quiet).size).toBe(40)
  for (const digest of quiet) expect(digest).toMatch(/^[0-9a-f]{64}$/)
  const hashes = all(db, 'confidential_links').map(({ hash }) => hash)
  expect(quiet.filter((digest) => hashes.includes(digest))).toEqual([])
  expect(confidentialHead(confidentialFiles().confidential, NOW)).toMatch(/^[0-9a-f]{64}$/)
})

test('a head can be compared for three months; after that its line says nothing, and one that was never written is found', () => {
  const db = log(3)
  const [old, young] = [line(db), line(db, after(60))]
  expect(verify(db, [old, young], after(61))).toBe('whole')
  expect(eraseConfidentialHeads(db, 'P3M', after(95))).toBe(1)
  expect(verify(db, [old, young], after(95))).toBe('whole')
  expect(verify(db, [old], after(95))).toBe('unknown')
  expect(verify(db, [young, { digest: 'f'.repeat(64), at: Number(after(90)) }], after(95))).toBe('broken')
  expect(verify(confidentialFiles().confidential, [young], after(95))).toBe('broken')
  expect(verify(confidentialFiles().confidential)).toBe('whole')
})

type Row = Record<string, string | number | Buffer | null>

/** What somebody with the file in hands could do, with the guards away. Each leaves the links themselves one after the other where it can. */
const TAMPERINGS: Readonly<Record<string, (db: ConfidentialDb, random: () => number) => void>> = {
  'a field of an event is changed': (db, random) => {
    const column = oneOf(random, [
      'actor_id',
      'action',
      'at',
      'result',
      'ground',
      'reason',
      'record_id',
      'fields',
      'version',
      'salt',
    ])
    const seq = 1 + Math.floor(random() * 20)
    db.$client.exec(
      `UPDATE confidential_events SET ${column} = ${column === 'salt' ? 'randomblob(16)' : "'7'"} WHERE seq = ${seq}`,
    )
  },
  'an event is gone, its link is there': (db, random) =>
    db.$client.exec(`DELETE FROM confidential_events WHERE seq = ${1 + Math.floor(random() * 20)}`),
  'an event is gone with its link': (db, random) => {
    const seq = 1 + Math.floor(random() * 20)
    db.$client.exec(
      `DELETE FROM confidential_events WHERE seq = ${seq}; DELETE FROM confidential_links WHERE seq = ${seq}`,
    )
  },
  'the end is cut off': (db, random) => {
    const seq = 1 + Math.floor(random() * 20)
    db.$client.exec(
      `DELETE FROM confidential_events WHERE seq >= ${seq}; DELETE FROM confidential_links WHERE seq >= ${seq}`,
    )
  },
  'two events are swapped': (db, random) => {
    const [a, b] = [1 + Math.floor(random() * 10), 11 + Math.floor(random() * 10)]
    db.$client.exec(`UPDATE confidential_events SET seq = -1 WHERE seq = ${a}; UPDATE confidential_events SET seq = ${a} WHERE seq = ${b};
      UPDATE confidential_events SET seq = ${b} WHERE seq = -1`)
  },
  'an event that the retention took is back': (db) =>
    db.$client.exec(`INSERT INTO confidential_events SELECT 21, at, operation_id, actor_id, actor_roles, action, record_type, record_id,
      subject_id, fields, ground, reason, came_by, result, text_id, version, version_hash, salt FROM confidential_events WHERE seq = 3`),
  'the chain is written anew from an event on': (db, random) => {
    const from = 1 + Math.floor(random() * 20)
    const events = new Map(
      (prepared(db, 'SELECT * FROM confidential_events').all() as Row[]).map((row) => [row.seq, row]),
    )
    let previous = String(
      prepared(db, 'SELECT hash FROM confidential_links WHERE seq = ?')
        .pluck()
        .get(from - 1) ?? '',
    )
    for (let seq = from; seq <= 22; seq++) {
      const { salt, ...event } = events.get(seq) ?? {}
      const stood = String(prepared(db, 'SELECT leaf FROM confidential_links WHERE seq = ?').pluck().get(seq))
      if (salt) db.$client.exec(`UPDATE confidential_events SET actor_id = 'somebody else' WHERE seq = ${seq}`)
      const values = { ...event, actor_id: 'somebody else' } as Row
      const leaf = salt ? leafOf(salt as Buffer, Object.values(values)) : stood
      const hash = hashOfLink(seq, leaf, previous)
      prepared(db, 'UPDATE confidential_links SET leaf = ?, previous_hash = ?, hash = ? WHERE seq = ?').run(
        leaf,
        previous,
        hash,
        seq,
      )
      previous = hash
    }
  },
}

function afterTampering<T>(db: ConfidentialDb, tamper: () => void, look: () => T): T {
  const triggers = prepared(
    db,
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'confidential%'",
  ).all()
  db.$client.exec('BEGIN; PRAGMA defer_foreign_keys = ON')
  try {
    for (const { name } of triggers as Row[]) db.$client.exec(`DROP TRIGGER ${name}`)
    tamper()
    for (const { sql } of triggers as Row[]) db.$client.exec(String(sql))
    return look()
  } finally {
    db.$client.exec('ROLLBACK')
  }
}

test.each(Object.keys(TAMPERINGS))('%s: found every time, 150 of 150', (name) => {
  const random = seeded(7)
  const db = log(20)
  // The last event is of a record that went, and was taken by the retention.
  add(db, 'gone')
  expect(eraseConfidentialEvents(db, retention, 'P3M', after(95))).toBe(1)
  const lines = [line(db, after(95))]
  expect(
    afterTampering(
      db,
      () => {},
      () => verify(db, lines, after(95)),
    ),
  ).toBe('whole')
  const times = tries(7_500)
  let found = 0
  for (let time = 0; time < times; time++)
    if (
      afterTampering(
        db,
        () => TAMPERINGS[name]?.(db, random),
        () => verify(db, lines, after(95)),
      ) === 'broken'
    )
      found++
  expect(found).toBe(times)
})

test.each([
  'DROP TRIGGER confidential_events_never_changed',
  'DROP INDEX confidential_events_text',
  'CREATE TRIGGER confidential_quiet AFTER INSERT ON confidential_events BEGIN SELECT 1; END',
])('a guard that is not as the migrations made it is found: %s', (sql) => {
  const db = log()
  const lines = [line(db)]
  db.$client.exec(sql)
  expect(verify(db, lines)).toBe('broken')
})

test('the parts of an event stand in the order of its columns', () => {
  const db = log(1)
  const { salt, ...row } = all(db, 'confidential_events')[0] ?? {}
  const leaf = prepared(db, 'SELECT leaf FROM confidential_links').pluck().get()
  expect(leafOf(salt as Buffer, Object.values(row))).toBe(leaf)
  expect(eventParts({} as never)).toHaveLength(Object.keys(row).length)
})

test('telling an act costs less than 80 microseconds', () => {
  const db = log(100)
  const rounds = Array.from({ length: 5 }, () =>
    inConfidentialTransaction(db, (tx) => {
      const start = process.cpuUsage()
      for (let number = 0; number < 1_000; number++) logConfidential(tx, SANNE, entryFor('d0'), NOW)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1_000
    }),
  )
  expect(Math.min(...rounds)).toBeLessThan(80)
})
