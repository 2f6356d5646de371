import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { readAuditFilter } from '#app/features/audit/audit-filter.ts'
import { viewAuditLog } from '#app/features/audit/view-audit-log.server.ts'
import { findCataloguePage } from '#app/features/catalogue/catalogue.queries.server.ts'
import { findHomePage } from '#app/features/catalogue/home.queries.server.ts'
import { findOfferPage } from '#app/features/catalogue/offer.queries.server.ts'
import { ensureIndexLayout } from '#app/features/catalogue/rebuild-index.server.ts'
import { findSiteMap } from '#app/features/catalogue/site-map.queries.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { findUnitsPage } from '#app/features/people/units-page.queries.server.ts'
import { findPortalPage } from '#app/features/portal/portal-page.queries.server.ts'
import { findAccessNeedsPage } from '#app/features/privacy/access-needs.queries.server.ts'
import { moveToFiles } from '#app/features/privacy/move-to-files.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { verifyLog } from '#app/platform/audit/verify.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'
import { openConfidential } from '#db/confidential/open.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { PLAIN_CODES } from '#tests/support/audit-codes.ts'
import { confidentialFiles, freshDatabase, NOW } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { demoPerson } from '#tests/support/demo-person.ts'
import { FIXTURES, fixtureKeyring, unpackConfidential, unpackFixture } from '#tests/support/fixtures.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-fixtures-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a version left, as today's portal opens it. */
function opened(name: string): { db: Db; file: string } {
  const file = path.join(folder, `${name}-${Math.random()}.sqlite`)
  unpackFixture(name, file)
  const db = openDatabase(file)
  ensureIndexLayout(db)
  return { db, file }
}

/** Tables, columns, indexes and triggers, apart from what SQLite keeps for itself and the order of columns. */
function shapeOf(db: Db): Record<string, string> {
  const objects = db.$client
    .prepare("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND sql IS NOT NULL")
    .all() as Array<{ type: string; name: string; sql: string }>
  return Object.fromEntries(
    objects.map(({ type, name, sql }) => {
      if (type !== 'table' || /VIRTUAL|^search_/.test(`${sql}${name}`)) return [`${type} ${name}`, sql]
      const columns = db.$client
        .prepare('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) ORDER BY name')
        .all(name)
      return [`${type} ${name}`, JSON.stringify(columns)]
    }),
  )
}

const pragma = (db: Db, name: string) => db.$client.prepare(`PRAGMA ${name}`).all()

test('there is a fixture to start from', () => {
  expect(FIXTURES).toContain('issue-09')
})

for (const name of FIXTURES) {
  test(`${name}: migrating it gives a whole database with the tables, indexes and triggers of a new one`, () => {
    const { db } = opened(name)
    expect(pragma(db, 'integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(pragma(db, 'foreign_key_check')).toEqual([])
    expect(shapeOf(db)).toEqual(shapeOf(freshDatabase()))
  })

  test(`${name}: opening it a second time changes nothing`, () => {
    const { db, file } = opened(name)
    const version = () => pragma(db, 'data_version')
    const before = [version(), shapeOf(db)]
    const again = openDatabase(file)
    ensureIndexLayout(again)
    expect([version(), shapeOf(db)]).toEqual(before)
  })

  test(`${name}: every public page reads it, in both languages`, async () => {
    const { db } = opened(name)
    const search = chooseSearchEngine(db)
    const offers = findSiteMap(db, NOW)
    expect(offers.length).toBeGreaterThan(20)
    for (const language of LANGUAGES) {
      const all = await findCataloguePage(db, search, language, new URLSearchParams(''), NOW)
      expect(all.total).toBe(offers.length)
      // An imported offer, a synonym an editor added, and a typing error.
      for (const q of ['tegenwind', 'weerstand', 'tegenwindd'])
        expect((await findCataloguePage(db, search, language, new URLSearchParams({ q }), NOW)).total, q).toBe(1)
      expect((await findHomePage(db, search, language, NOW)).coming.length).toBeGreaterThan(0)
      for (const { slugNl, slugEn } of offers) {
        const page = findOfferPage(db, search, language, language === 'nl' ? slugNl : slugEn, NOW)
        expect(page, slugNl).toHaveProperty('id')
      }
    }
  })

  test(`${name}: people, units, settings, confidential texts and the audit log can be read`, () => {
    const { db } = opened(name)
    const left = unpackConfidential(name)
    const files = left
      ? { db, confidential: openConfidential(left.confidential), dataKeys: openDataKeyStore(left['data-keys']) }
      : { db, ...confidentialFiles() }
    const moved = moveToFiles(files, fixtureKeyring())
    if (!left) expect(moved).toMatchObject({ keys: 1, texts: 1, locked: 0, damaged: 0 })
    const ada = demoPerson(db, 'ada')
    const ids = db.$client.prepare('SELECT id FROM people').pluck().all().map(String)
    expect(ids.length).toBeGreaterThan(12)
    // All but the one who is disabled.
    expect(ids.filter((id) => readPerson(db, id, NOW)?.person.id === id).length).toBe(ids.length - 1)
    for (const language of LANGUAGES) {
      expect(findUnitsPage(db, allow(ada, 'unit.save'), new URLSearchParams(), language, NOW).lines.length).toBe(20)
      expect(findPortalPage(db, allow(ada, 'portal.configure'), language).name).toBe('Koers')
      const own = allow(demoPerson(db, 'sanne'), 'access-needs.read-own')
      expect(findAccessNeedsPage(files, fixtureKeyring(), own, READ, language, NOW)).toMatchObject({
        isKept: true,
        problem: null,
      })
    }
    expect(verifyLog(db, asSystem('operator', 'audit.verify'), []).faults).toEqual([])
    expect(
      viewAuditLog(
        db,
        allow(ada, 'audit.view'),
        READ,
        { language: 'nl', filter: readAuditFilter(new URLSearchParams(), PLAIN_CODES), codes: PLAIN_CODES },
        NOW,
      ).ok,
    ).toBe(true)
  })
}
