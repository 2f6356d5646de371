import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { type DataKeyStore, openDataKeyStore } from '../data-keys-store.server.ts'
import type { Db } from '../open.server.ts'
import { prepared } from '../prepare.server.ts'
import { inTransaction, type Tx } from '../transaction.server.ts'
import { type ConfidentialDb, emptyJournal, openConfidential } from './open.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from './transaction.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-confidential-'))
afterAll(() => rmSync(folder, { recursive: true }))

const pragmas = (db: { readonly $client: Db['$client'] }, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, prepared(db, `PRAGMA ${name}`).pluck().get()]))

test('the file for confidences syncs each commit, overwrites what is deleted, and is for the user of the portal alone', () => {
  const file = path.join(folder, 'confidential.sqlite')
  const db = openConfidential(file)
  expect(pragmas(db, 'journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'recursive_triggers')).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    secure_delete: 1,
    foreign_keys: 1,
    recursive_triggers: 1,
  })
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('the file of data keys keeps no journal and overwrites what is deleted; opening it twice changes nothing', () => {
  const file = path.join(folder, 'data-keys.sqlite')
  const keys = openDataKeyStore(file)
  openDataKeyStore(file).$client.close()
  expect(pragmas(keys, 'journal_mode', 'synchronous', 'secure_delete')).toEqual({
    journal_mode: 'delete',
    synchronous: 3,
    secure_delete: 1,
  })
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('the journal is cut to nothing, but not while somebody reads', () => {
  const file = path.join(folder, 'journal.sqlite')
  const [db, reader] = [openConfidential(file), openConfidential(file, { waitMs: 0 })]
  const mark = (id: string) =>
    inConfidentialTransaction(db, (tx) =>
      prepared(tx, "INSERT INTO erasures VALUES (?, 'test', 'somebody', 0)").run(id),
    )
  mark('one')
  expect([emptyJournal(db), statSync(`${file}-wal`).size]).toEqual([true, 0])
  db.$client.exec('PRAGMA busy_timeout = 0')
  reader.$client.exec('BEGIN')
  prepared(reader, 'SELECT count(*) FROM erasures').get()
  mark('two')
  expect(emptyJournal(db)).toBe(false)
  reader.$client.exec('COMMIT')
  expect([emptyJournal(db), statSync(`${file}-wal`).size]).toEqual([true, 0])
})

test('no file’s connection or transaction stands in for another’s: it does not compile', () => {
  const attempt = (main: Tx, confidential: ConfidentialTx, keys: DataKeyStore) => [
    // @ts-expect-error a transaction of the main file is none of the file for confidences
    main satisfies ConfidentialTx,
    // @ts-expect-error nor is a connection
    main satisfies ConfidentialDb,
    // @ts-expect-error a transaction of the file for confidences is none of the main file
    confidential satisfies Tx,
    // @ts-expect-error nor is a connection
    confidential satisfies Db,
    // @ts-expect-error the file of data keys has no transactions of drizzle
    keys satisfies ConfidentialDb,
    // @ts-expect-error and is not the main file
    keys satisfies Db,
    // @ts-expect-error work in the file for confidences is not begun on the main file
    () => inConfidentialTransaction(freshDatabase(), () => 0),
    // @ts-expect-error nor the other way round
    () => inTransaction(openConfidential(':memory:'), () => 0),
    // @ts-expect-error a transaction is not awaited
    () => inConfidentialTransaction(openConfidential(':memory:'), async () => 0),
  ]
  expect(attempt).toBeTypeOf('function')
})
