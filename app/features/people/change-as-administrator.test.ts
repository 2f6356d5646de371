import { eq, getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { type AuthStore, openAuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import * as audit from '#db/schema/audit.ts'
import * as catalogue from '#db/schema/catalogue.ts'
import * as peopleSchema from '#db/schema/people.ts'
import * as privacy from '#db/schema/privacy.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { readFields, sendTo, visitorFor } from '#tests/support/forms.ts'
import { idOf, personOf } from '#tests/support/people.ts'
import { addRelation } from './add-person.server.ts'
import { startAuthSession } from './auth-sessions.server.ts'
import { changeAsAdministrator } from './change-as-administrator.server.ts'
import { mergePeople } from './merge-people.server.ts'
import { viewPerson } from './person.queries.server.ts'
import { personForm } from './person-form.server.ts'
import { PERSON_INTENTS } from './person-form.ts'

function look(db: Db, id: string, authStore: AuthStore = openAuthStore(':memory:'), now = NOW) {
  return viewPerson(db, authStore, allow(personOf(db, 'ada'), 'person.view'), READ, id, 'nl', now)
}

function send(db: Db, personId: string, fields: Record<string, string> | null) {
  const read = readFields(personForm, fields)
  if (!read.ok) return read
  const actor = allow(personOf(db, 'ada'), 'person.view')
  const outcome = changeAsAdministrator(db, openAuthStore(':memory:'), actor, { personId, form: read.value }, NOW)
  if (outcome.ok) return { ok: true, intent: outcome.value }
  return { ok: false, problem: outcome.problem, field: personForm.beside(outcome.problem, read.value.intent) }
}

const GRANT = {
  intent: 'grant-role',
  token: 't',
  role: 'advisor',
  unit: '',
  provider: '',
  from: '',
  until: '',
  reason: '',
}
const END = { intent: 'end-role', token: 't', when: 'now', lastDay: '', reason: '' }

function grantOf(db: Db, handle: 'omar' | 'jan', role: string): string {
  const mine = db
    .select()
    .from(peopleSchema.roleGrants)
    .where(eq(peopleSchema.roleGrants.personId, idOf(db, handle)))
  return mine.all().find((grant) => grant.role === role)?.id ?? ''
}

/** Everything in the database but the log. */
function everything(db: Db): string {
  const tables = [...Object.values(peopleSchema), ...Object.values(catalogue), ...Object.values(privacy)]
  return JSON.stringify(tables.filter((one) => is(one, SQLiteTable)).map((table) => db.select().from(table).all()))
}

test('looking at somebody is told in the log, also at oneself; looking for nobody is not', () => {
  const db = peopleDatabase()
  const events = () => db.select().from(audit.auditEvents).all()
  const before = events().length
  expect(look(db, 'nobody')).toBeNull()
  expect(events()).toHaveLength(before)
  expect(look(db, idOf(db, 'sanne'))?.name).toBe('Sanne de Wit')
  const sanne = events().at(-1)
  expect(sanne).toMatchObject({
    action: 'person.view',
    actorId: idOf(db, 'ada'),
    subjectId: idOf(db, 'sanne'),
    ground: 'role',
  })
  expect(sanne?.fields).toBe('affiliations,came=portal,email,language,name,relations,roles,sign-ins')
  look(db, idOf(db, 'ada'))
  expect(events().at(-1)).toMatchObject({ action: 'person.view', ground: 'own' })
})

test('an administrator sees what the portal needs to let somebody in, and nothing of what they do or need', () => {
  const db = peopleDatabase()
  const page = look(db, idOf(db, 'sanne'))
  expect(Object.keys(page ?? {}).sort()).toEqual(
    'affiliations email grants isOwn language merges name providers relations shutOutSince signIns today units'.split(
      ' ',
    ),
  )
  expect(page?.affiliations).toMatchObject([
    { unit: 'Afdeling Psychologie', category: 'academic', stage: 'phd-candidate', when: 'now' },
  ])
})

test('roles are shown as those that hold, will hold and held, with who granted them', () => {
  const db = peopleDatabase()
  const omar = idOf(db, 'omar')
  expect(send(db, omar, { ...GRANT, from: '2027-03-01', until: '2027-04-01' }).ok).toBe(true)
  expect(send(db, omar, { ...GRANT, role: 'coordinator' }).ok).toBe(true)
  expect(send(db, omar, { ...END, grant: grantOf(db, 'omar', 'coordinator') }).ok).toBe(true)
  const lines = look(db, omar)?.grants.map(({ role, when, from, until, by, isWithdrawn }) => [
    role,
    when,
    from,
    until,
    by,
    isWithdrawn,
  ])
  expect(lines).toEqual([
    ['advisor', 'coming', '1 maart 2027', '1 april 2027', { name: 'Ada Maas' }, false],
    ['coordinator', 'ended', '1 februari 2027', '31 januari 2027', { name: 'Ada Maas' }, true],
    ['employee', 'now', '1 februari 2027', null, { system: 'seed' }, false],
  ])
})

test('who granted a role and is not here any more has no name', () => {
  const db = peopleDatabase()
  db.update(peopleSchema.roleGrants).set({ grantedBy: 'gone' }).run()
  expect(look(db, idOf(db, 'omar'))?.grants[0]?.by).toBeNull()
})

test('open sign-ins are a number, and relations are read', () => {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const personId = idOf(db, 'omar')
  const begun = { personId, method: 'demo', assured: true, device: 'Firefox, Linux' } as const
  for (let times = 0; times < 2; times++)
    startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), begun, NOW)
  const relation = { personId, relation: 'session-trainer', recordType: 'session', recordId: 's1' } as const
  inTransaction(db, (tx) => addRelation(tx, asSystem('seed', 'relation.grant'), relation, NOW))
  const page = look(db, personId, authStore)
  expect(page?.signIns).toBe(2)
  expect(JSON.stringify(page)).not.toContain('Firefox')
  expect(page?.relations).toMatchObject([
    { relation: 'session-trainer', record: 'session s1', when: 'now', until: null },
  ])
})

test('without the token of this page and this change nothing happens', async () => {
  const db = peopleDatabase()
  const before = everything(db)
  const ada = visitorFor(personOf(db, 'ada'))
  const forms = [GRANT, { ...END, grant: grantOf(db, 'omar', 'employee') }]
  const more = ['shut-out', 'let-in'].map((intent) => ({ intent, token: 't', reason: '' }))
  for (const fields of [...forms, ...more, { intent: 'end-sign-ins', token: 't' }]) {
    const answer = await sendTo(personForm, fields, ada, ({ actor, value: form }) => {
      const change = { personId: idOf(db, 'omar'), form }
      const outcome = changeAsAdministrator(db, openAuthStore(':memory:'), actor, change, NOW)
      return outcome.ok ? '/nl/desk' : outcome
    })
    expect(answer).toMatchObject({ status: 403, answer: { problems: [{ problem: 'old-form', field: null }] } })
  }
  expect(everything(db)).toBe(before)
})

test('a role is ended on the page of who has it, and on no other', () => {
  const db = peopleDatabase()
  const ofJan = { ...END, grant: grantOf(db, 'jan', 'advisor') }
  expect(send(db, idOf(db, 'omar'), ofJan)).toMatchObject({ ok: false, problem: 'no-grant' })
  expect(send(db, idOf(db, 'jan'), ofJan)).toEqual({ ok: true, intent: 'end-role' })
})

test('every form is carried out, and a role ends after its last day', () => {
  const db = peopleDatabase()
  const jan = idOf(db, 'jan')
  const last = { ...END, grant: grantOf(db, 'jan', 'advisor'), when: 'later', lastDay: '2027-05-01' }
  const forms: Array<Record<string, string>> = [
    { ...GRANT, role: 'coordinator' },
    last,
    { intent: 'shut-out', token: 't', reason: '' },
    { intent: 'let-in', token: 't', reason: '' },
    { intent: 'end-sign-ins', token: 't' },
    { intent: 'undo-merge', token: 't', merged: idOf(db, 'omar'), reason: '' },
  ]
  const merge = { mergedId: idOf(db, 'omar'), intoId: jan, reason: 'twee keer' }
  const merging = asSystem('operator', 'person.merge')
  inTransaction(db, (tx) => mergePeople(tx, openAuthStore(':memory:'), merging, merge, NOW))
  expect(look(db, merge.mergedId)?.merges).toMatchObject([{ id: merge.mergedId, by: null, canUndo: true }])
  expect(forms.map((fields) => send(db, jan, fields))).toEqual(PERSON_INTENTS.map((intent) => ({ ok: true, intent })))
  expect(look(db, jan)?.grants.find(({ role }) => role === 'advisor')?.until).toBe('1 mei 2027')
})

test('on the own page every form is refused, and nothing changes', () => {
  const db = peopleDatabase()
  const ada = idOf(db, 'ada')
  const before = everything(db)
  const own = db.select().from(peopleSchema.roleGrants).where(eq(peopleSchema.roleGrants.personId, ada)).all()
  const forms: Array<Record<string, string>> = [
    GRANT,
    ...own.map(({ id }) => ({ ...END, grant: id })),
    { intent: 'shut-out', token: 't', reason: '' },
    { intent: 'let-in', token: 't', reason: '' },
    { intent: 'end-sign-ins', token: 't' },
  ]
  for (const fields of forms) expect(send(db, ada, fields)).toMatchObject({ ok: false, problem: 'own-role' })
  expect(everything(db)).toBe(before)
})

test('every column name of the schema added to every form changes nothing', () => {
  const db = peopleDatabase()
  const tables = [peopleSchema, catalogue, privacy, audit].flatMap((schema) =>
    Object.values(schema).filter((one): one is SQLiteTable => is(one, SQLiteTable)),
  )
  const names = new Set(
    tables.flatMap((table) => [
      getTableName(table),
      ...Object.entries(getTableColumns(table)).flatMap(([key, column]) => [key, column.name]),
    ]),
  )
  const forms: Array<Record<string, string>> = [
    GRANT,
    { ...END, grant: grantOf(db, 'omar', 'employee') },
    { intent: 'shut-out', token: 't', reason: '' },
    { intent: 'let-in', token: 't', reason: '' },
    { intent: 'end-sign-ins', token: 't' },
  ]
  const before = everything(db)
  let tried = 0
  for (const fields of forms) {
    for (const name of names) {
      if (name in fields) continue
      tried++
      expect(send(db, idOf(db, 'omar'), { ...fields, [name]: 'administrator' }), name).toEqual({
        ok: false,
        problem: 'bad-form',
        field: null,
      })
    }
  }
  expect(tried).toBeGreaterThan(500)
  expect(everything(db)).toBe(before)
})

test.each([
  [{ ...GRANT, role: '' }, 'no-role', 'role'],
  [{ ...GRANT, role: 'rector' }, 'no-role', 'role'],
  [{ ...GRANT, from: '2027-02-30' }, 'no-date', 'from'],
  [{ ...GRANT, until: 'morgen' }, 'no-date', 'until'],
  [{ ...GRANT, reason: 'x'.repeat(501) }, 'reason-too-long', 'reason'],
  [{ ...END, grant: 'g', when: 'later' }, 'needs-last-day', 'lastDay'],
  [{ ...END, grant: 'g', lastDay: '2027-05-01' }, 'two-ends', 'lastDay'],
  [{ ...END, grant: 'g', when: 'later', lastDay: '31-12-2027' }, 'no-date', 'lastDay'],
  [{ ...END, grant: 'g', when: 'soon' }, 'bad-form', null],
  [{ ...GRANT, role: '', epoch: '9' }, 'bad-form', null],
  [{ intent: 'promote', token: 't' }, 'bad-form', null],
  [null, 'bad-form', null],
] as const)('a form that cannot be read is refused beside its field: %#', (fields, problem, field) => {
  expect(readFields(personForm, fields)).toEqual({ ok: false, problem, field })
})

test('a problem stands beside the field that can mend it', () => {
  expect(personForm.beside('wrong-dates', 'end-role')).toBe('lastDay')
  expect(personForm.beside('wrong-dates', 'grant-role')).toBe('until')
  expect(personForm.beside('needs-unit', 'grant-role')).toBe('unit')
  expect(personForm.beside('last-administrator', 'end-role')).toBeNull()
})
