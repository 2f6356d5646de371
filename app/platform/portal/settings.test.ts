import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { versionOf } from '#db/cached.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { portalFacts } from '#db/schema/catalogue.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase } from '#tests/support/database.ts'
import {
  moduleIsOn,
  noticeVersion,
  portalName,
  portalSettings,
  portalSettingsChanged,
  takePortalSettingsFrom,
} from './settings.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-settings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => takePortalSettingsFrom(null))

function setFact(db: Db, key: string, value: string): void {
  db.insert(portalFacts).values({ key, value }).onConflictDoUpdate({ target: portalFacts.key, set: { value } }).run()
}

/** Two connections to one file, as two processes have them. */
function two(): [ours: Db, theirs: Db] {
  const file = path.join(folder, `${Math.floor(performance.now() * 1000)}.sqlite`)
  return [openDatabase(file), openDatabase(file)]
}

test('without a database the environment alone counts', () => {
  expect(portalSettings()).toMatchObject({ name: 'Koers', kindsOff: [], modulesOff: [], brand: null, logo: null })
  expect(moduleIsOn('wishes')).toBe(true)
})

test('what another process saves is seen by the next request', () => {
  const [ours, theirs] = two()
  takePortalSettingsFrom(ours)
  expect(portalName()).toBe('Koers')
  setFact(theirs, 'portal.name', 'Wegwijs')
  setFact(theirs, 'portal.modules-off', 'wishes')
  // A request begins with the versions of what pages show.
  noticeVersion(versionOf(ours, 'portal'))
  expect(portalName()).toBe('Wegwijs')
  expect(moduleIsOn('wishes')).toBe(false)
})

test('what another process saves is seen without a request too, within moments', async () => {
  const [ours, theirs] = two()
  takePortalSettingsFrom(ours)
  expect(portalName()).toBe('Koers')
  setFact(theirs, 'portal.name', 'Wegwijs')
  await expect.poll(() => portalName(), { timeout: 2_000 }).toBe('Wegwijs')
})

test('what this process saves is seen at once', () => {
  const db = freshDatabase()
  takePortalSettingsFrom(db)
  expect(portalName()).toBe('Koers')
  setFact(db, 'portal.name', 'Wegwijs')
  portalSettingsChanged()
  expect(portalName()).toBe('Wegwijs')
})

test('ten thousand questions cost no query while nothing changes, and the answer is the same object', () => {
  const statements: unknown[] = []
  const db = openDatabase(':memory:', (sql) => statements.push(sql))
  takePortalSettingsFrom(db)
  const first = portalSettings()
  statements.length = 0
  const begin = performance.now()
  for (let time = 0; time < 10_000; time++) expect(portalSettings() === first).toBe(true)
  // At most one look (two statements) in a tenth of a second, and never a reading of the settings.
  expect(statements.length).toBeLessThanOrEqual(2 * Math.ceil((performance.now() - begin) / 100))
  expect(statements.filter((sql) => String(sql).includes('portal_facts'))).toEqual([])
  // A change of something else is looked at once more, without the picture.
  setFact(db, 'demo.anchor', '2027-02-01')
  noticeVersion(versionOf(db, 'portal'))
  statements.length = 0
  portalSettings()
  expect(statements.filter((sql) => String(sql).includes('portal_facts'))).toHaveLength(1)
})

test('what stands in an open transaction is not believed', () => {
  const db = freshDatabase()
  takePortalSettingsFrom(db)
  expect(portalName()).toBe('Koers')
  expect(() =>
    inTransaction<void>(db, (tx) => {
      setFact(tx, 'portal.name', 'Wegwijs')
      portalSettingsChanged()
      expect(portalName()).toBe('Koers')
      throw new Error('undone')
    }),
  ).toThrow('undone')
  expect(portalName()).toBe('Koers')
})

test('a value that makes no sense is as if it were not there', () => {
  const db = freshDatabase()
  for (const key of ['portal.brand', 'portal.accent', 'portal.logo-facts', 'portal.kinds-off'])
    setFact(db, key, 'url(https://elsewhere.example)')
  setFact(db, 'portal.name', '')
  takePortalSettingsFrom(db)
  expect(portalSettings()).toMatchObject({ name: 'Koers', brand: null, accent: null, logo: null })
})

test('when the database fails, the page that says so still has a name', () => {
  const db = freshDatabase()
  setFact(db, 'portal.name', 'Wegwijs')
  takePortalSettingsFrom(db)
  expect(portalName()).toBe('Wegwijs')
  portalSettingsChanged()
  db.$client.close()
  expect(portalName()).toBe('Wegwijs')
  takePortalSettingsFrom(db)
  expect(portalName()).toBe('Koers')
})
