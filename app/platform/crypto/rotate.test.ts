import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW } from '#tests/support/database.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { rotatingDataKeys, tallyDataKeys, wrapCounts } from './data-keys.server.ts'
import type { Keyring } from './keyring.server.ts'
import { type Place, sealText, wouldOpen } from './seal.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-rotate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const operator = asSystem('operator', 'keys.manage')
const old = testKeyring('old')
const both: Keyring = { keys: [...testKeyring('new').keys, ...old.keys] }
const fresh: Keyring = { keys: both.keys.slice(0, 1) }
const DOSSIERS = 60
const BATCH = 10

function placeOf(number: number): Place {
  const id = `person-${number}`
  return { table: 't', column: 'c', row: id, subject: id, dossier: { type: 'test', id } }
}

type Content = ReadonlyArray<{ place: Place; sealed: Sealed }>

function fill(db: Db): Content {
  return inTransaction(db, (tx) =>
    Array.from({ length: DOSSIERS }, (_, number) => {
      const place = placeOf(number)
      const outcome = sealText(tx, old, place, `tekst ${number}`, NOW)
      if (!outcome.ok) throw new Error(outcome.problem)
      return { place, sealed: outcome.value }
    }),
  )
}

function rotate(db: Db, keyring: Keyring, between: (count: number) => void = () => {}) {
  const work = rotatingDataKeys(db, keyring, operator, NOW, BATCH)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    between(step.value)
  }
}

const lost = (db: Db, keyring: Keyring, content: Content) =>
  content.filter(({ place, sealed }) => wouldOpen(db, keyring, operator, place, sealed) !== 'open').length

/** What is on the disk of a process that is killed now. */
function copyFiles(from: string, to: string): void {
  for (const end of ['', '-wal']) if (existsSync(from + end)) copyFileSync(from + end, to + end)
}

test('after a rotation everything opens with the new key alone, and nothing with the old; what was sealed was not touched', () => {
  const db = openDatabase(':memory:')
  const content = fill(db)
  expect(rotate(db, both)).toEqual({ wrapped: DOSSIERS, locked: 0, damaged: 0 })
  expect([lost(db, fresh, content), lost(db, old, content)]).toEqual([0, DOSSIERS])
  expect(wrapCounts(db)).toEqual(new Map([['new', DOSSIERS]]))
  expect(tallyDataKeys(db, fresh, operator)).toEqual({ open: DOSSIERS, locked: 0, damaged: 0 })
  const told = db
    .select()
    .from(auditEvents)
    .all()
    .filter(({ action }) => action === 'keys.rotate')
  expect(told).toHaveLength(DOSSIERS / BATCH)
  expect(rotate(db, both)).toEqual({ wrapped: 0, locked: 0, damaged: 0 })
})

test('while it runs everything is readable, and what is new is wrapped by the new key', () => {
  const db = openDatabase(':memory:')
  const content = fill(db)
  let looks = 0
  rotate(db, both, (count) => {
    looks++
    expect(lost(db, both, content)).toBe(0)
    const place = placeOf(1_000 + looks)
    expect(inTransaction(db, (tx) => sealText(tx, both, place, 'nieuw', NOW)).ok).toBe(true)
    expect(wrapCounts(db).get('new')).toBe(count + looks)
  })
  expect(looks).toBe(DOSSIERS / BATCH)
})

test('a rotation that is killed at any of 20 points loses nothing, and goes on where it was', () => {
  const file = path.join(folder, 'koers.sqlite')
  const started = path.join(folder, 'started.sqlite')
  const first = openDatabase(file)
  const content = fill(first)
  first.$client.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  first.$client.close()
  copyFileSync(file, started)

  let statements = 0
  let at: (statement: number) => void = () => {}
  const run = () => {
    const db = openDatabase(file, { onStatement: () => at(++statements) })
    statements = 0
    rotate(db, both)
    at = () => {}
    db.$client.close()
    return statements
  }
  const total = run()
  const points = Array.from({ length: 20 }, (_, point) => 1 + Math.floor(((point + 0.5) / 20) * total))
  expect(new Set(points).size).toBe(20)
  copyFileSync(started, file)
  let snapshots = 0
  at = (statement) => {
    if (points.includes(statement)) copyFiles(file, path.join(folder, `killed-${snapshots++}.sqlite`))
  }
  run()
  expect(snapshots).toBe(20)

  const done: number[] = []
  for (let snapshot = 0; snapshot < snapshots; snapshot++) {
    const killed = openDatabase(path.join(folder, `killed-${snapshot}.sqlite`))
    expect(prepared(killed, 'PRAGMA integrity_check').pluck().get()).toBe('ok')
    done.push(wrapCounts(killed).get('new') ?? 0)
    expect(lost(killed, both, content), `snapshot ${snapshot}`).toBe(0)
    const rest = rotate(killed, both)
    expect(rest).toEqual({ wrapped: DOSSIERS - (done.at(-1) ?? 0), locked: 0, damaged: 0 })
    expect(lost(killed, fresh, content), `snapshot ${snapshot}`).toBe(0)
    killed.$client.close()
  }
  // Between the first and the last they were at different places, each a whole batch.
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(new Set(done).size).toBeGreaterThanOrEqual(DOSSIERS / BATCH)
  expect(done.every((count) => count % BATCH === 0)).toBe(true)
})

test('what a missing key wraps, and what is damaged, is counted and left as it is', () => {
  const db = openDatabase(':memory:')
  const content = fill(db)
  prepared(db, "UPDATE data_keys SET wrapped_by = 'gone' WHERE dossier_id IN ('person-1', 'person-2')").run()
  prepared(db, "UPDATE data_keys SET wrapped = x'00' WHERE dossier_id = 'person-3'").run()
  expect(rotate(db, both)).toEqual({ wrapped: DOSSIERS - 3, locked: 2, damaged: 1 })
  expect(tallyDataKeys(db, both, operator)).toEqual({ open: DOSSIERS - 3, locked: 2, damaged: 1 })
  expect(lost(db, fresh, content)).toBe(3)
  prepared(db, "UPDATE data_keys SET wrapped_by = 'old' WHERE wrapped_by = 'gone'").run()
  expect(rotate(db, both)).toEqual({ wrapped: 2, locked: 0, damaged: 1 })
})

test('without keys there is nothing to rotate to', () => {
  const db = openDatabase(':memory:')
  fill(db)
  expect(rotate(db, { keys: [] })).toEqual({ wrapped: 0, locked: 0, damaged: 0 })
})
