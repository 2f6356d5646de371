import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import {
  moduleIsOn,
  noticeVersion,
  portalName,
  portalSettings,
  takePortalSettingsFrom,
} from '#app/platform/portal/settings.server.ts'
import { versionOf } from '#db/cached.server.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { auditEvents, auditPayloads } from '#db/schema/audit.ts'
import { portalFacts } from '#db/schema/catalogue.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { logoPng } from '#tests/support/png.ts'
import { administrator, portalFormOn } from '#tests/support/portal-form.ts'
import { brandNow, findLogo } from './brand.server.ts'
import { configurePortal } from './configure-portal.server.ts'
import { findPortalPage } from './portal-page.queries.server.ts'
import type { PortalForm, Problems } from './portal-rules.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-portal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let db: Db
beforeEach(() => {
  db = peopleDatabase()
  takePortalSettingsFrom(db)
})
afterEach(() => takePortalSettingsFrom(null))

function save(changes: Partial<PortalForm>) {
  return configurePortal(db, administrator(db), portalFormOn(db, changes), NOW)
}

function problems(changes: Partial<PortalForm>): Problems | null {
  const outcome = save(changes)
  return outcome.ok ? null : outcome.problems
}

const facts = () => db.select().from(portalFacts).all()
const events = () =>
  db
    .select()
    .from(auditEvents)
    .all()
    .filter(({ action }) => action === 'portal.configure')
const ALL = ['training', 'mentoring', 'coaching', 'vacancy', 'event', 'self-test', 'story', 'career-advice']

test('a name that an administrator sets is the name at once, whatever the environment says', () => {
  expect(portalName()).toBe('Koers')
  expect(save({ name: '  Wegwijs \t & Co\u202e ' })).toEqual({ ok: true, changed: ['name'] })
  expect(portalName()).toBe('Wegwijs & Co')
})

test('what the portal is for is set a language at a time, and an empty text is the standard one', () => {
  save({ purposeNl: 'Vind je weg.', purposeEn: 'Find your way.' })
  expect(portalSettings().purpose).toEqual({ nl: 'Vind je weg.', en: 'Find your way.' })
  expect(save({ purposeEn: ' ' })).toEqual({ ok: true, changed: ['purposeEn'] })
  expect(portalSettings().purpose).toEqual({ nl: 'Vind je weg.', en: '' })
})

test('kinds and modules that are not ticked are off, and come back when they are', () => {
  save({ kind: ['training', 'story', 'event'], module: ['guides', 'patient-care'] })
  // A story belongs to a module that is off now.
  expect(kindsOn()).toEqual(['training', 'event'])
  expect(portalSettings().modules).toEqual(['guides', 'patient-care'])
  expect(moduleIsOn('wishes')).toBe(false)
  expect(save({ module: ['guides', 'stories'] })).toEqual({ ok: true, changed: ['modules'] })
  expect(kindsOn()).toEqual(['training', 'event', 'story'])
  save({ kind: ALL })
  expect(kindsOn()).toEqual(ALL)
})

test('at least one kind stays on', () => {
  expect(problems({ kind: [] })).toEqual({ fields: { kinds: { code: 'no-kind' } } })
  expect(problems({ kind: ['story'], module: ['guides'] })).toEqual({ fields: { kinds: { code: 'no-kind' } } })
  expect(kindsOn()).toEqual(ALL)
  expect(problems({ kind: ['story'], module: ['stories'] })).toBeNull()
})

test('colours are kept as six digits, empty or standard is the standard colour, and both go back at once', () => {
  expect(save({ brand: ' 7A0019 ', accent: '#738' })).toEqual({ ok: true, changed: ['brand', 'accent'] })
  expect(portalSettings()).toMatchObject({ brand: '#7a0019', accent: '#773388' })
  expect(brandNow().css).toContain('--brand:#7a0019')
  expect(save({ brand: '#0F4C5C' })).toEqual({ ok: true, changed: ['brand'] })
  expect(portalSettings()).toMatchObject({ brand: null, accent: '#773388' })
  expect(save({ do: 'standard-colours', accent: 'nonsense' })).toEqual({ ok: true, changed: ['accent'] })
  expect(brandNow()).toMatchObject({ css: '', href: null, themeColour: null })
})

test('the colour that was touched counts: what was typed, or what was picked beside text that was left alone', () => {
  save({ brandPicked: '#7a0019' })
  expect(portalSettings().brand).toBe('#7a0019')
  save({ brand: '#004400' })
  expect(portalSettings().brand).toBe('#004400')
  save({ brand: '#005500', brandPicked: '#7a0019' })
  expect(portalSettings().brand).toBe('#005500')
  save({ brand: '' })
  expect(portalSettings().brand).toBeNull()
  // Text that is no colour stays beside a picker at the standard one: leaving both is no choice.
  expect(problems({ brand: 'groen', brandShown: 'groen' })?.fields.brand).toEqual({ code: 'colour-unknown' })
})

test('a colour that cannot be read is refused with the nearest that can', () => {
  const refused = problems({ brand: '#ffcc00' })?.fields.brand
  expect(refused?.code).toBe('colour-unreadable')
  expect(problems({ brand: refused?.proposal ?? '' })).toBeNull()
})

test.each(['rood', '#12', '#1234567', 'url(x)', '#0f4c5c;}', 'rgb(1,2,3)', '#gggggg'])(
  'what is no colour is refused: %s',
  (brand) => {
    expect(problems({ brand })?.fields.brand).toEqual({ code: 'colour-unknown' })
  },
)

test('a logo is kept as it was written anew, replaced by another, and removed', () => {
  const words = Buffer.from('tEXt')
  expect(save({ logo: Buffer.concat([logoPng(60, 20), words]) })).toEqual({ ok: true, changed: ['logo'] })
  const { logo } = brandNow()
  expect(logo).toMatchObject({ width: 60, height: 20 })
  const first = findLogo(db)
  expect(first?.png.includes('tEXt')).toBe(false)
  expect(logo?.href).toBe(`/brand/logo.png?v=${first?.version}`)
  expect(save({ logo: logoPng(60, 20) })).toEqual({ ok: true, changed: [] })
  expect(save({ logo: logoPng(80, 20) })).toEqual({ ok: true, changed: ['logo'] })
  expect(findLogo(db)?.version).not.toBe(first?.version)
  expect(save({ do: 'remove-logo' })).toEqual({ ok: true, changed: ['logo'] })
  expect(findLogo(db)).toBeUndefined()
  expect(brandNow().logo).toBeNull()
  expect(facts().filter(({ key }) => key.startsWith('portal.'))).toEqual([])
})

test('all or nothing: one field that is refused keeps every other from being saved', () => {
  const before = facts()
  const refused = problems({ name: '', purposeNl: 'x'.repeat(201), brand: '#ffff00', logo: logoPng(10, 10), kind: [] })
  expect(refused?.fields).toMatchObject({
    name: { code: 'name-empty' },
    purposeNl: { code: 'purpose-long' },
    brand: { code: 'colour-unreadable' },
    kinds: { code: 'no-kind' },
    // A browser does not send a file again by itself.
    logo: { code: 'logo-again' },
  })
  expect(problems({ name: 'x'.repeat(41) })?.fields).toEqual({ name: { code: 'name-long' } })
  expect(problems({ name: 'Wegwijs', logo: Buffer.from('<svg/>') })?.fields).toEqual({ logo: { code: 'logo-not-png' } })
  expect(facts()).toEqual(before)
  expect(events()).toEqual([])
})

test('the audit log names who did it and which fields changed, once a save, and nothing of what they say', () => {
  save({ name: 'Geheimwoord', brand: '#7a0019', logo: logoPng(10, 10) })
  save({})
  const [event, ...more] = events()
  expect(more).toEqual([])
  expect(event).toMatchObject({
    actorId: administrator(db).id,
    actorRoles: 'administrator,employee',
    objectType: 'portal',
    objectId: 'portal',
    subjectId: null,
    fields: 'brand,logo,name',
    ground: 'role',
    result: 'done',
  })
  expect(JSON.stringify([events(), db.select().from(auditPayloads).all()])).not.toMatch(/Geheimwoord|7a0019/)
})

test('who opened the form before somebody else saved is asked to look again, and may then save', () => {
  const old = portalFormOn(db, { purposeNl: 'Vind je weg.' })
  save({ name: 'Wegwijs' })
  expect(configurePortal(db, administrator(db), old, NOW)).toEqual({
    ok: false,
    problems: { form: 'changed-meanwhile', fields: {} },
  })
  expect(portalName()).toBe('Wegwijs')
  const { seen } = findPortalPage(db, administrator(db), 'nl')
  expect(configurePortal(db, administrator(db), { ...old, seen }, NOW)).toEqual({
    ok: true,
    changed: ['name', 'purposeNl'],
  })
})

test('a kind or module that does not exist makes it another form', () => {
  expect(problems({ kind: [...ALL, 'yoga'] })).toEqual({ form: 'not-ours', fields: {} })
  expect(problems({ module: ['forum'] })).toEqual({ form: 'not-ours', fields: {} })
})

test('while another process writes, nothing is saved and the form says so', () => {
  const file = path.join(folder, 'busy.sqlite')
  db.$client.exec(`VACUUM INTO '${file}'`)
  const [ours, theirs] = [openDatabase(file, { waitMs: 20 }), openDatabase(file)]
  theirs.$client.exec('BEGIN IMMEDIATE')
  const form = portalFormOn(ours, { name: 'Wegwijs' })
  expect(configurePortal(ours, administrator(ours), form, NOW)).toEqual({
    ok: false,
    problems: { form: 'busy', fields: {} },
  })
  theirs.$client.exec('COMMIT')
  expect(configurePortal(ours, administrator(ours), form, NOW)).toEqual({ ok: true, changed: ['name'] })
})

test('what is written in vain is not seen: a save that fails at its end leaves everything as it was', () => {
  db.$client.exec(`CREATE TRIGGER no_more BEFORE INSERT ON audit_events BEGIN SELECT RAISE(ABORT, 'full'); END`)
  expect(() => save({ name: 'Wegwijs' })).toThrow('full')
  expect(portalName()).toBe('Koers')
  noticeVersion(versionOf(db, 'portal'))
  expect(portalName()).toBe('Koers')
})
