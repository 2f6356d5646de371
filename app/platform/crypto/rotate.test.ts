import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { type DataKeyStore, openDataKeyStore } from '#db/data-keys-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { freshDatabase, NOW } from '#tests/support/database.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { makeDataKey, rotatingDataKeys, tallyDataKeys, wrapCounts } from './data-keys.server.ts'
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

function sealedWith(dataKeys: DataKeyStore, keyring: Keyring, place: Place, text: string): Sealed {
  const key = makeDataKey(dataKeys, keyring, place.dossier, NOW)
  if (!key.ok) throw new Error(key.problem)
  return sealText(key.value, place, text)
}

function fill(dataKeys: DataKeyStore): Content {
  return Array.from({ length: DOSSIERS }, (_, number) => {
    const place = placeOf(number)
    return { place, sealed: sealedWith(dataKeys, old, place, `tekst ${number}`) }
  })
}

type Files = { db: Db; dataKeys: DataKeyStore }
const filesInMemory = (): Files => ({ db: freshDatabase(), dataKeys: openDataKeyStore(':memory:') })

function rotate(files: Files, keyring: Keyring, between: (count: number) => void = () => {}) {
  const work = rotatingDataKeys(files, keyring, operator, NOW, BATCH)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    between(step.value)
  }
}

const lost = ({ dataKeys }: Pick<Files, 'dataKeys'>, keyring: Keyring, content: Content) =>
  content.filter(({ place, sealed }) => wouldOpen(dataKeys, keyring, operator, place, sealed) !== 'open').length

/** What is on the disk of a process that is killed now. */
function copyFiles(from: string, to: string): void {
  for (const end of ['', '-journal']) if (existsSync(from + end)) copyFileSync(from + end, to + end)
}

test('after a rotation everything opens with the new key alone, and nothing with the old; what was sealed was not touched', () => {
  const files = filesInMemory()
  const { db, dataKeys } = files
  const content = fill(dataKeys)
  expect(rotate(files, both)).toEqual({ wrapped: DOSSIERS, locked: 0, damaged: 0 })
  expect([lost(files, fresh, content), lost(files, old, content)]).toEqual([0, DOSSIERS])
  expect(wrapCounts(dataKeys)).toEqual(new Map([['new', DOSSIERS]]))
  expect(tallyDataKeys(dataKeys, fresh, operator)).toEqual({ open: DOSSIERS, locked: 0, damaged: 0 })
  const told = db
    .select()
    .from(auditEvents)
    .all()
    .filter(({ action }) => action === 'keys.rotate')
  expect(told).toHaveLength(DOSSIERS / BATCH)
  expect(rotate(files, both)).toEqual({ wrapped: 0, locked: 0, damaged: 0 })
})

test('while it runs everything is readable, and what is new is wrapped by the new key', () => {
  const files = filesInMemory()
  const { dataKeys } = files
  const content = fill(dataKeys)
  let looks = 0
  rotate(files, both, (count) => {
    looks++
    expect(lost(files, both, content)).toBe(0)
    const place = placeOf(1_000 + looks)
    sealedWith(dataKeys, both, place, 'nieuw')
    expect(wrapCounts(dataKeys).get('new')).toBe(count + looks)
  })
  expect(looks).toBe(DOSSIERS / BATCH)
})

test('a rotation that is killed at any of 20 points loses nothing, and goes on where it was', () => {
  const file = path.join(folder, 'data-keys.sqlite')
  const started = path.join(folder, 'started.sqlite')
  const first = openDataKeyStore(file)
  const content = fill(first)
  first.$client.close()
  const db = freshDatabase()
  copyFileSync(file, started)

  let statements = 0
  let at: (statement: number) => void = () => {}
  const run = () => {
    const dataKeys = openDataKeyStore(file, { onStatement: () => at(++statements) })
    statements = 0
    rotate({ db, dataKeys }, both)
    at = () => {}
    dataKeys.$client.close()
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
    const dataKeys = openDataKeyStore(path.join(folder, `killed-${snapshot}.sqlite`))
    const killed = { db, dataKeys }
    expect(prepared(dataKeys, 'PRAGMA integrity_check').pluck().get()).toBe('ok')
    done.push(wrapCounts(dataKeys).get('new') ?? 0)
    expect(lost(killed, both, content), `snapshot ${snapshot}`).toBe(0)
    const rest = rotate(killed, both)
    expect(rest).toEqual({ wrapped: DOSSIERS - (done.at(-1) ?? 0), locked: 0, damaged: 0 })
    expect(lost(killed, fresh, content), `snapshot ${snapshot}`).toBe(0)
    dataKeys.$client.close()
  }
  // Between the first and the last they were at different places, each a whole batch.
  expect(done).toEqual([...done].sort((a, b) => a - b))
  expect(new Set(done).size).toBeGreaterThanOrEqual(DOSSIERS / BATCH)
  expect(done.every((count) => count % BATCH === 0)).toBe(true)
})

test('what a missing key wraps, and what is damaged, is counted and left as it is', () => {
  const files = filesInMemory()
  const { dataKeys } = files
  const content = fill(dataKeys)
  prepared(dataKeys, "UPDATE data_keys SET wrapped_by = 'gone' WHERE dossier_id IN ('person-1', 'person-2')").run()
  prepared(dataKeys, "UPDATE data_keys SET wrapped = x'00' WHERE dossier_id = 'person-3'").run()
  expect(rotate(files, both)).toEqual({ wrapped: DOSSIERS - 3, locked: 2, damaged: 1 })
  expect(tallyDataKeys(dataKeys, both, operator)).toEqual({ open: DOSSIERS - 3, locked: 2, damaged: 1 })
  expect(lost(files, fresh, content)).toBe(3)
  prepared(dataKeys, "UPDATE data_keys SET wrapped_by = 'old' WHERE wrapped_by = 'gone'").run()
  expect(rotate(files, both)).toEqual({ wrapped: 2, locked: 0, damaged: 1 })
})

test('without keys there is nothing to rotate to', () => {
  const files = filesInMemory()
  fill(files.dataKeys)
  expect(rotate(files, { keys: [] })).toEqual({ wrapped: 0, locked: 0, damaged: 0 })
})
