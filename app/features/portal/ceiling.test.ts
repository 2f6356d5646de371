import { expect, test } from 'vitest'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { MODULES } from '#app/platform/env.server.ts'
import { writeFact } from '#app/platform/portal/facts.server.ts'
import { moduleIsOn, portalName, takePortalSettingsFrom } from '#app/platform/portal/settings.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { administrator, portalFormOn } from '#tests/support/portal-form.ts'
import { configurePortal } from './configure-portal.server.ts'
import { findPortalPage } from './portal-page.queries.server.ts'

// Read once, at the first question for a setting.
process.env.KOERS_NAME = 'Startnaam'
process.env.KOERS_KINDS = 'training,vacancy,story'
process.env.KOERS_MODULES = 'guides,saved'
const db = peopleDatabase()
takePortalSettingsFrom(db)

test('the environment gives the name to start with, and is the ceiling of what can be on', () => {
  expect(portalName()).toBe('Startnaam')
  expect(kindsOn()).toEqual(['training', 'vacancy'])
  const page = findPortalPage(db, administrator(db), 'nl')
  expect(page.kinds.filter(({ allowed }) => allowed).map(({ id }) => id)).toEqual(['training', 'vacancy'])
  expect(page.modules.filter(({ allowed }) => !allowed).map(({ id }) => id)).toEqual(
    MODULES.filter((id) => id !== 'guides' && id !== 'saved'),
  )
  expect(page.modules.filter(({ on }) => on).map(({ id }) => id)).toEqual(['guides', 'saved'])
})

test('administrators cannot switch on what the environment forbids, and can switch off what it allows', () => {
  const wanted = portalFormOn(db, { kind: ['training', 'event', 'story'], module: ['guides', 'wishes', 'stories'] })
  expect(configurePortal(db, administrator(db), wanted, NOW)).toEqual({ ok: true, changed: ['kinds', 'modules'] })
  expect(kindsOn()).toEqual(['training'])
  expect(moduleIsOn('wishes')).toBe(false)
  expect(moduleIsOn('saved')).toBe(false)
  expect(moduleIsOn('guides')).toBe(true)
})

test('the environment wins when it leaves nothing of what administrators switched on: the portal still shows something', () => {
  // As after an operator has narrowed KOERS_KINDS to what administrators had switched off.
  inTransaction(db, (tx) => writeFact(tx, 'portal.kinds-off', 'training,vacancy'))
  takePortalSettingsFrom(db)
  expect(kindsOn()).toEqual(['training', 'vacancy'])
  const page = findPortalPage(db, administrator(db), 'nl')
  expect(page.kinds.filter(({ on }) => on).map(({ id }) => id)).toEqual(['training', 'vacancy'])
})
