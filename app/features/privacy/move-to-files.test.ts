import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { type DataKeyRow, dataKeyRows, makeDataKey } from '#app/platform/crypto/data-keys.server.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { sealText, wouldOpen } from '#app/platform/crypto/seal.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { NOW } from '#tests/support/database.ts'
import { ciphertextOf, closeFiles, filesIn, foundIn, killedAtEach } from '#tests/support/dossier-files.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { ACCESS_NEEDS, arrangementPlace } from './access-needs-rules.ts'
import { moveToFiles } from './move-to-files.server.ts'

process.env.LOG_LEVEL ??= 'silent'
const root = mkdtempSync(path.join(tmpdir(), 'koers-move-'))
afterAll(() => rmSync(root, { recursive: true }))

const keyring = testKeyring('here')
const lost = testKeyring('lost')
const operator = asSystem('operator', 'keys.manage')
const PEOPLE = ['sanne', 'omar', 'jan', 'locked']
const placeOf = (id: string) => arrangementPlace({ id, subjectId: id }, Number(NOW))

/** A folder as a version before left it: keys and texts in the main file, one of them under a key that is lost. */
function folderOfBefore(name: string): { folder: string; sealed: Buffer[] } {
  const folder = path.join(root, name)
  mkdirSync(folder)
  const files = filesIn(folder)
  const store = openDataKeyStore(':memory:')
  const sealed: Buffer[] = []
  for (const id of PEOPLE) {
    const by: Keyring = id === 'locked' ? lost : keyring
    const key = makeDataKey(store, by, { type: ACCESS_NEEDS, id }, NOW)
    if (!key.ok) throw new Error(key.problem)
    prepared(
      files.db,
      "INSERT INTO people (id, name, language, created_at, updated_at) VALUES (?, 'Iemand', 'nl', 0, 0)",
    ).run(id)
    const text = sealText(key.value, placeOf(id), `van ${id}`)
    prepared(files.db, 'INSERT INTO access_needs VALUES (?, ?, ?)').run(id, text, Number(NOW))
    sealed.push(ciphertextOf(text))
  }
  for (const { id, dossierType, dossierId, wrapped, wrappedBy, createdAt } of dataKeyRows(store)) {
    const add = prepared(files.db, 'INSERT INTO data_keys VALUES (?, ?, ?, ?, ?, ?)')
    add.run(id, dossierType, dossierId, wrapped, wrappedBy, createdAt)
    sealed.push(ciphertextOf(wrapped))
  }
  closeFiles(files)
  return { folder, sealed }
}

/** Whether a text opens now, in the new files or still in the old one; `gone` when it is in neither. */
function stateOf(files: PortalFiles, id: string): string {
  const moved = prepared(files.confidential, 'SELECT arrangement FROM access_needs WHERE dossier_id = ?')
    .pluck()
    .get(id)
  if (moved) return wouldOpen(files.dataKeys, keyring, operator, placeOf(id), moved as Sealed)
  const old = prepared(files.db, 'SELECT arrangement FROM access_needs WHERE person_id = ?').pluck().get(id)
  const keys = prepared(
    files.db,
    `SELECT id, dossier_type AS dossierType, dossier_id AS dossierId, wrapped, wrapped_by AS wrappedBy, created_at AS createdAt
    FROM data_keys WHERE dossier_id = ?`,
  ).all(id) as DataKeyRow[]
  return old ? `in the main file with ${keys.length} key` : 'gone'
}

const expected = (id: string) => (id === 'locked' ? 'locked' : 'open')

test('what stood in the main file moves as it is, what is locked too; not a piece of it is left in the main file or its journal', () => {
  const { folder, sealed } = folderOfBefore('whole')
  const files = filesIn(folder)
  expect(foundIn(folder, sealed, /^koers/)).toBe(sealed.length)
  expect(moveToFiles(files, keyring)).toEqual({ keys: 4, texts: 4, locked: 1, damaged: 0 })
  for (const id of PEOPLE) expect(stateOf(files, id), id).toBe(expected(id))
  expect(foundIn(folder, sealed, /^koers/)).toBe(0)
  expect(moveToFiles(files, keyring)).toEqual({ keys: 0, texts: 0, locked: 0, damaged: 0 })
  closeFiles(files)
})

test('killed at each step of moving: every text is whole in one place or the other, and the next start finishes', async () => {
  const { folder, sealed } = folderOfBefore('killed')
  const seen = new Set<string>()
  const points = await killedAtEach(
    folder,
    (files) => void moveToFiles(files, keyring),
    (killed, at) => {
      const files = filesIn(killed)
      for (const id of PEOPLE) {
        const state = stateOf(files, id)
        expect(['in the main file with 1 key', expected(id)], `${id}, killed at ${at}`).toContain(state)
        seen.add(state)
      }
      moveToFiles(files, keyring)
      for (const id of PEOPLE) expect(stateOf(files, id), `${id}, killed at ${at}`).toBe(expected(id))
      expect(foundIn(killed, sealed, /^koers/), `killed at ${at}`).toBe(0)
      closeFiles(files)
    },
  )
  expect(points).toBeGreaterThan(20)
  expect([...seen].sort()).toEqual(['in the main file with 1 key', 'locked', 'open'])
})

test('a copy that is not the same deletes nothing', () => {
  const { folder } = folderOfBefore('other')
  const files = filesIn(folder)
  prepared(
    files.confidential,
    "INSERT INTO dossiers (id, type, subject_id, created_at) VALUES ('omar', 'access-needs', 'omar', 0)",
  ).run()
  prepared(
    files.confidential,
    "INSERT INTO access_needs (dossier_id, arrangement, updated_at) VALUES ('omar', x'00', 0)",
  ).run()
  expect(() => moveToFiles(files, keyring)).toThrow('nothing was deleted')
  expect(Number(prepared(files.db, 'SELECT count(*) FROM access_needs').pluck().get())).toBe(4)
  closeFiles(files)
})
