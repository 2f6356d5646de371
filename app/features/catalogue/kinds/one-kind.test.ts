import { expect, test } from 'vitest'
import { chooseSearchEngine } from '#app/search/engine.server.ts'
import { demoDatabase, NOW } from '#tests/support/database.ts'
import { checkPortalSettings, kindsOn } from '../enabled-kinds.server.ts'
import { findHomePage } from '../home.queries.server.ts'
import { findOfferPage } from '../offer.queries.server.ts'

// Read once, at the first question for a setting.
process.env.KOERS_KINDS = 'vacancy'
const db = demoDatabase()
const search = chooseSearchEngine(db)

test('a portal with vacancies only shows nothing of what is off', async () => {
  expect(() => checkPortalSettings()).not.toThrow()
  expect(kindsOn()).toEqual(['vacancy'])
  const home = await findHomePage(db, search, 'nl', NOW)
  expect(home.coming).toEqual([])
  expect(home.story).toBeNull()
  expect(new Set([...home.fresh, ...home.closing].map((card) => card.kind.label))).toEqual(new Set(['Vacature']))
  expect(home.counts.vacancy).toBe(18)
  const slug = 'data-steward-bij-de-faculteit-geneeskunde'
  const page = findOfferPage(db, search, 'nl', slug, NOW)
  if (!page || 'goTo' in page) throw new Error(slug)
  expect(page.related.length).toBeGreaterThan(0)
  expect(page.related.every((card) => card.kind.label === 'Vacature')).toBe(true)
})
