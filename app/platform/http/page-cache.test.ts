import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { readDemoPeople, seedPeople } from '#app/demo/demo-people.server.ts'
import { revokeSessionOfToken } from '#app/features/people/auth-sessions.server.ts'
import { signInAsDemoPerson } from '#app/features/people/demo-sign-in.server.ts'
import { findAccessNeedsPage } from '#app/features/privacy/access-needs.queries.server.ts'
import { saveAccessNeeds } from '#app/features/privacy/save-access-needs.server.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { markSent } from '#app/search/meilisearch/state.server.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { confidentialFiles, NOW } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { fillSmall } from '#tests/support/import.ts'
import { testKeyring } from '#tests/support/keys.ts'
import { closeDatabase, database } from '../database.server.ts'
import { cachedPage, cachePage, pageVersion } from './page-cache.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-pages-'))
process.env.DATA_DIR = folder
const HOME = '/nl'
let others: Db

beforeAll(() => {
  const db = fillSmall(database())
  inTransaction(db, (tx) => seedPeople(tx, readDemoPeople(), 'example.org', NOW))
  others = openDatabase(path.join(folder, 'koers.sqlite'))
})
afterAll(() => {
  others.$client.close()
  closeDatabase()
  rmSync(folder, { recursive: true })
})
beforeEach(() => cachePage('', HOME, pageVersion(), { body: Buffer.from('home'), policy: '' }))

const isCached = () => cachedPage('', HOME) !== undefined

test('saving and opening something confidential leaves a cached page cached', () => {
  const db = database()
  const keyring = testKeyring()
  const sanne = demoPerson(db, 'sanne')
  const files = { db, ...confidentialFiles() }
  expect(saveAccessNeeds(files, keyring, allow(sanne, 'access-needs.save-own'), 'Een ringleiding', NOW).ok).toBe(true)
  const page = findAccessNeedsPage(files, keyring, allow(sanne, 'access-needs.read-own'), READ, 'nl', NOW)
  expect(page.arrangement).toBe('Een ringleiding')
  expect(isCached()).toBe(true)
})

test('signing in and out, and an audit event of it, leave a cached page cached', () => {
  const db = database()
  const authStore = openAuthStore(':memory:')
  const token = signInAsDemoPerson(db, authStore, { handle: 'omar', device: '', before: null }, NOW)
  expect(token).not.toBeNull()
  revokeSessionOfToken(authStore, token ?? '')
  const object = { type: 'person', id: demoPerson(db, 'omar').id }
  inTransaction(db, (tx) =>
    recordAudit(tx, asSystem('sign-in', 'sign-in.begin'), { action: 'sign-in.begin', object }, NOW),
  )
  expect(isCached()).toBe(true)
})

test('an offer that waits in the outbox leaves a cached page cached; once the search server has it, the page is made anew', () => {
  const db = database()
  const row = db.$client.prepare('SELECT entity, seq, live FROM search_doc LIMIT 1').get() as {
    entity: string
    seq: number
    live: number
  }
  db.$client.prepare('UPDATE search_doc SET sent = 0 WHERE entity = ?').run(row.entity)
  expect(isCached()).toBe(true)
  inTransaction(db, (tx) => markSent(tx, [row]))
  expect(isCached()).toBe(false)
})

test.each([
  ['an offer', "UPDATE offers SET title_nl = title_nl || '!' WHERE id = (SELECT min(id) FROM offers)"],
  ['the name of a unit', "UPDATE units SET name_nl = name_nl || '!' WHERE id = (SELECT min(id) FROM units)"],
  ['a cancelled session', 'UPDATE sessions SET cancelled_at = 1 WHERE id = (SELECT min(id) FROM sessions)'],
  ['the name of the portal', "INSERT INTO portal_facts (key, value) VALUES ('portal.name', 'Wegwijs')"],
  ['synonyms', "INSERT INTO search_state (name, value) VALUES ('synonyms-version', '9')"],
])('another process changes %s: a cached page is made anew at once', (_what, sql) => {
  expect(isCached()).toBe(true)
  others.$client.exec(sql)
  expect(isCached()).toBe(false)
})
