import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { unitForm } from '#app/features/people/unit-form.server.ts'
import { findUnitsPage } from '#app/features/people/units-page.queries.server.ts'
import { type SentForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { auditEvents } from '#db/schema/audit.ts'
import { units } from '#db/schema/catalogue.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { readFields, sendTo, visitorFor } from '#tests/support/forms.ts'
import { idOf, personOf } from '#tests/support/people.ts'
import { readNames } from './catalogue-names.server.ts'
import { changeUnits } from './change-units.server.ts'

const ADD = {
  intent: 'add',
  token: 't',
  parent: 'law',
  kind: 'department',
  nameNl: 'Afdeling Ethiek',
  nameEn: 'Department of Ethics',
}
const CHANGE = {
  intent: 'change',
  token: 't',
  unit: 'biology',
  parent: 'science',
  nameNl: 'Afdeling Biologie',
  nameEn: 'Department of Biology',
}

function send(db: Db, fields: Record<string, string> | null) {
  const read = readFields(unitForm, fields)
  return read.ok ? changeUnits(db, allow(personOf(db, 'ada'), 'unit.save'), read.value, NOW) : refused(read.problem)
}

function unitOf(db: Db, id: string) {
  return db.select().from(units).where(eq(units.id, id)).get()
}

function events(db: Db) {
  return db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).all()
}

test('a department is added under an id of its own, and the log tells by whom', () => {
  const db = peopleDatabase()
  expect(send(db, { ...ADD, nameNl: '  Afdeling\u200B  Ethiek ' })).toEqual({ ok: true, value: 'add' })
  expect(unitOf(db, 'department-of-ethics')).toEqual({
    id: 'department-of-ethics',
    kind: 'department',
    parentId: 'law',
    nameNl: 'Afdeling Ethiek',
    nameEn: 'Department of Ethics',
  })
  const [event] = events(db)
  expect(event).toMatchObject({
    action: 'unit.add',
    actorId: idOf(db, 'ada'),
    objectType: 'unit',
    objectId: 'department-of-ethics',
    fields: 'kind,nameEn,nameNl,parentId',
  })
})

test('the same name in another faculty gets another id', () => {
  const db = peopleDatabase()
  expect(send(db, ADD).ok).toBe(true)
  expect(send(db, { ...ADD, parent: 'medicine' }).ok).toBe(true)
  expect(unitOf(db, 'department-of-ethics-2')?.parentId).toBe('medicine')
})

test('a unit is renamed and moved under its lasting id; what is so already is told to nobody', () => {
  const db = peopleDatabase()
  const before = events(db).length
  expect(send(db, CHANGE).ok).toBe(true)
  expect(events(db)).toHaveLength(before)
  expect(send(db, { ...CHANGE, nameEn: 'Biology', parent: 'medicine' }).ok).toBe(true)
  expect(unitOf(db, 'biology')).toMatchObject({ parentId: 'medicine', nameEn: 'Biology', nameNl: 'Afdeling Biologie' })
  expect(events(db)[0]).toMatchObject({ action: 'unit.change', objectId: 'biology', fields: 'nameEn,parentId' })
})

test.each([
  ['no-name-nl', { ...ADD, nameNl: ' \u200B ' }],
  ['no-name-en', { ...ADD, nameEn: '' }],
  ['name-too-long', { ...ADD, nameEn: 'x'.repeat(121) }],
  ['wrong-parent', { ...ADD, parent: 'lindehoven' }],
  ['wrong-parent', { ...ADD, kind: 'faculty' }],
  ['unknown-parent', { ...ADD, parent: 'nowhere' }],
  ['needs-parent', { ...ADD, parent: '' }],
  ['name-taken', { ...ADD, parent: 'science', nameNl: 'AFDELING BIOLOGIE' }],
  ['unknown-unit', { ...CHANGE, unit: 'nowhere' }],
  ['circle', { ...CHANGE, parent: 'biology' }],
  ['wrong-parent', { ...CHANGE, parent: 'lindehoven' }],
  ['wrong-parent', { ...CHANGE, unit: 'law', parent: 'science' }],
  ['bad-form', { ...ADD, kind: 'institution' }],
  ['bad-form', { ...CHANGE, kind: 'faculty' }],
  ['bad-form', { ...ADD, id: 'law' }],
  ['bad-form', { ...ADD, intent: 'delete' }],
  ['bad-form', null],
])('%s is refused and changes nothing', (problem, fields) => {
  const db = peopleDatabase()
  const before = [db.select().from(units).all(), events(db).length]
  expect(send(db, fields)).toEqual({ ok: false, problem })
  expect([db.select().from(units).all(), events(db).length]).toEqual(before)
})

test('a form that was not on a page of this auth session changes nothing', async () => {
  const db = peopleDatabase()
  const visitor = visitorFor(personOf(db, 'ada'))
  const carryOut = ({ actor, value }: SentForm<typeof unitForm>) => {
    const outcome = changeUnits(db, actor, value, NOW)
    return outcome.ok ? '/nl/desk/units' : outcome
  }
  expect(await sendTo(unitForm, ADD, visitor, carryOut)).toMatchObject({ status: 403, problems: ['old-form'] })
  expect(unitOf(db, 'department-of-ethics')).toBeUndefined()
  const token = tokensFor(unitForm, visitor).change
  const circle = { ...CHANGE, token, parent: 'biology' }
  expect(await sendTo(unitForm, circle, visitor, carryOut)).toMatchObject({ status: 400, problems: ['circle'] })
  const busy = { ok: false, problem: 'busy' } as const
  expect(await sendTo(unitForm, circle, visitor, () => busy)).toMatchObject({ status: 503, problems: ['busy'] })
})

test('a department cannot be moved under what is under it', () => {
  const db = peopleDatabase()
  expect(send(db, { ...ADD, parent: 'biology' }).ok).toBe(true)
  expect(send(db, { ...CHANGE, parent: 'department-of-ethics' })).toEqual({ ok: false, problem: 'circle' })
})

test('the university has no parent, keeps none, and can be renamed', () => {
  const db = peopleDatabase()
  const uni = { ...CHANGE, unit: 'lindehoven', nameNl: 'Lindehoven', nameEn: 'Lindehoven' }
  expect(send(db, { ...uni, parent: 'law' })).toEqual({ ok: false, problem: 'circle' })
  expect(send(db, { ...uni, parent: '' }).ok).toBe(true)
  expect(unitOf(db, 'lindehoven')).toMatchObject({ parentId: null, nameNl: 'Lindehoven' })
})

test('a form of units has no other field than its own', () => {
  const columns = ['id', 'kind', 'parentId', 'parent_id', 'nameNl2', 'name_nl', 'role', 'personId']
  for (const name of columns.filter((one) => !(one in CHANGE)))
    expect(readFields(unitForm, { ...CHANGE, [name]: 'x' }), name).toMatchObject({ ok: false, problem: 'bad-form' })
})

test('the page shows every unit and the one form that the address asks for', () => {
  const db = peopleDatabase()
  const page = (search: string) =>
    findUnitsPage(db, allow(personOf(db, 'ada'), 'unit.save'), new URLSearchParams(search), 'nl', NOW)
  expect(page('').form).toBeNull()
  expect(page('').lines).toHaveLength(20)
  expect(page('add=lindehoven').form).toMatchObject({ intent: 'add', kinds: ['faculty', 'service'] })
  expect(page('add=law').form).toMatchObject({ intent: 'add', kinds: ['department'] })
  const change = page('change=biology').form
  expect(change?.intent === 'change' && change.parents.length).toBe(18)
  expect(page('change=nowhere').form).toBeNull()
  expect(page('add=nowhere').form).toBeNull()
})

test('nobody but an administrator, the operator and the demo saves units', () => {
  const db = peopleDatabase()
  for (const handle of ['sanne', 'fatima', 'pieter', 'ingrid', 'marieke'] as const)
    expect(() => allow(personOf(db, handle), 'unit.save'), handle).toThrow()
  expect(() => asSystem('sign-in', 'unit.save')).toThrow()
  expect(readNames(db).units.size).toBe(20)
})
