import { and, desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { auditEvents, auditPayloads } from '#db/schema/audit.ts'
import { people, roleGrants } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { idOf, personOf } from '#tests/support/people.ts'
import { findVisitorByToken, listAuthSessions, startAuthSession } from '../auth-sessions.server.ts'
import type { DemoHandle } from '../demo-people.ts'
import { grantRole, type NewGrant } from '../grant-role.server.ts'
import { readPerson } from '../read-person.server.ts'
import { revokeSessionsOf } from '../sign-in/revoke-sessions-of.server.ts'
import { endRole, setDisabled } from './end-role.server.ts'

const TODAY = dayOf(NOW)

function grant(db: Db, by: DemoHandle, to: DemoHandle, given: Omit<NewGrant, 'personId'>) {
  const actor = allow(personOf(db, by), 'role.grant')
  return inTransaction(db, (tx) => grantRole(tx, actor, { personId: idOf(db, to), ...given }, NOW))
}

function end(db: Db, by: DemoHandle, grantId: string, lastDay: string | null = null, reason?: string) {
  const actor = allow(personOf(db, by), 'role.end')
  return inTransaction(db, (tx) => endRole(tx, actor, { grantId, lastDay, reason }, NOW))
}

function shutOut(db: Db, by: DemoHandle, personId: string, disabled = true) {
  const actor = allow(personOf(db, by), 'person.change')
  return inTransaction(db, (tx) => setDisabled(tx, actor, { personId, disabled }, NOW))
}

function grantIdOf(db: Db, handle: DemoHandle, role: Role): string {
  const mine = and(eq(roleGrants.personId, idOf(db, handle)), eq(roleGrants.role, role))
  return db.select({ id: roleGrants.id }).from(roleGrants).where(mine).get()?.id ?? ''
}

function lastEvent(db: Db) {
  const event = db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1).get()
  return event && { action: event.action, actorId: event.actorId, subjectId: event.subjectId, fields: event.fields }
}

function eventsOf(db: Db): number {
  return db.select().from(auditEvents).all().length
}

function signIn(db: Db, authStore: ReturnType<typeof openAuthStore>, handle: DemoHandle): string {
  const begun = { personId: idOf(db, handle), method: 'demo', assured: true, device: 'Firefox, Linux' } as const
  const token = startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), begun, NOW)
  if (!token) throw new Error(`${handle} cannot sign in`)
  return token
}

test('a granted role counts at the next request, and the log tells who gave which role to whom and why', () => {
  const db = peopleDatabase()
  const granted = grant(db, 'ada', 'omar', { role: 'hr-adviser', unitId: 'law', reason: 'Vervangt Ingrid' })
  expect(granted.ok).toBe(true)
  expect(personOf(db, 'omar').grants).toContainEqual({ role: 'hr-adviser', unitId: 'law', providerId: null })
  expect(lastEvent(db)).toEqual({
    action: 'role.grant',
    actorId: idOf(db, 'ada'),
    subjectId: idOf(db, 'omar'),
    fields: 'hr-adviser',
  })
  expect(db.select().from(auditPayloads).all().at(-1)?.reason).toBe('Vervangt Ingrid')
})

const REFUSED: ReadonlyArray<[string, DemoHandle, Omit<NewGrant, 'personId'>]> = [
  ['own-role', 'ada', { role: 'advisor' }],
  ['needs-unit', 'omar', { role: 'hr-adviser' }],
  ['no-unit-here', 'omar', { role: 'administrator', unitId: 'law' }],
  ['unknown-unit', 'omar', { role: 'hr-publisher', unitId: 'nowhere' }],
  ['needs-provider', 'omar', { role: 'provider', endsOn: '2028-01-01' }],
  ['no-provider-here', 'omar', { role: 'advisor', providerId: 'bureau-kantelpunt' }],
  ['unknown-provider', 'omar', { role: 'provider', providerId: 'nowhere', endsOn: '2028-01-01' }],
  ['unknown-provider', 'omar', { role: 'provider', providerId: 'career-centre', endsOn: '2028-01-01' }],
  ['needs-end', 'omar', { role: 'provider', providerId: 'bureau-kantelpunt' }],
  ['wrong-dates', 'omar', { role: 'advisor', startsOn: '2027-03-01', endsOn: '2027-02-28' }],
  ['ends-before-today', 'omar', { role: 'advisor', startsOn: '2026-01-01', endsOn: addDays(TODAY, -1) }],
  ['has-it', 'omar', { role: 'employee' }],
  ['has-it', 'pieter', { role: 'hr-publisher', unitId: 'science', startsOn: '2028-01-01' }],
]

test.each(REFUSED)('granting is refused with %s to %s, changes nothing and is not told', (problem, to, given) => {
  const db = peopleDatabase()
  const before = [db.select().from(roleGrants).all(), db.select().from(people).all(), eventsOf(db)]
  expect(grant(db, 'ada', to, given)).toEqual({ ok: false, problem })
  expect([db.select().from(roleGrants).all(), db.select().from(people).all(), eventsOf(db)]).toEqual(before)
})

test('a role is granted to nobody who is not there', () => {
  const db = peopleDatabase()
  const actor = allow(personOf(db, 'ada'), 'role.grant')
  const given = { personId: 'nobody', role: 'employee' } as const
  expect(inTransaction(db, (tx) => grantRole(tx, actor, given, NOW))).toEqual({ ok: false, problem: 'no-person' })
})

test('the same role for another unit, or after the first has ended, is another grant', () => {
  const db = peopleDatabase()
  expect(grant(db, 'ada', 'pieter', { role: 'hr-publisher', unitId: 'law' }).ok).toBe(true)
  expect(end(db, 'ada', grantIdOf(db, 'omar', 'employee'), TODAY).ok).toBe(true)
  expect(grant(db, 'ada', 'omar', { role: 'employee', startsOn: TODAY })).toEqual({ ok: false, problem: 'has-it' })
  expect(grant(db, 'ada', 'omar', { role: 'employee', startsOn: addDays(TODAY, 1) }).ok).toBe(true)
})

test('nobody but an administrator may grant or end a role, shut somebody out or end their sign-ins', () => {
  const db = peopleDatabase()
  for (const handle of ['sanne', 'marieke', 'els', 'fatima', 'ingrid', 'willem', 'nora'] as const) {
    for (const permission of ['role.grant', 'role.end', 'person.change', 'sign-in.end-others', 'person.view'] as const)
      expect(() => allow(personOf(db, handle), permission), `${handle} ${permission}`).toThrow()
  }
})

test('an ended role stops at the next request, and the page that was open is then not there', () => {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  expect(grant(db, 'ada', 'omar', { role: 'administrator' }).ok).toBe(true)
  const token = signIn(db, authStore, 'omar')
  const before = findVisitorByToken(db, authStore, token, NOW)?.visitor.person
  expect(before && allow(before, 'admin.view').id).toBe(idOf(db, 'omar'))
  expect(end(db, 'ada', grantIdOf(db, 'omar', 'administrator')).ok).toBe(true)
  const found = findVisitorByToken(db, authStore, token, NOW)
  const after = found?.visitor.person
  expect(after?.grants.map(({ role }) => role)).toEqual(['employee'])
  expect(() => after && allow(after, 'admin.view')).toThrow()
  // A new id, because what this sign-in may do has changed.
  expect(found?.renewed).toMatch(/^[\w-]{43}$/)
})

test('who has no role left is signed out at the next request', () => {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const token = signIn(db, authStore, 'omar')
  expect(end(db, 'ada', grantIdOf(db, 'omar', 'employee')).ok).toBe(true)
  expect(findVisitorByToken(db, authStore, token, NOW)).toBeNull()
  expect(listAuthSessions(db, authStore, idOf(db, 'omar'), NOW)).toEqual([])
})

test('a role holds through its last day in Amsterdam and not a moment longer', () => {
  const db = peopleDatabase()
  expect(end(db, 'ada', grantIdOf(db, 'omar', 'employee'), '2027-02-03').ok).toBe(true)
  const at = (moment: string) => readPerson(db, idOf(db, 'omar'), new Date(moment)) !== null
  expect(at('2027-02-03T22:59:59Z')).toBe(true)
  expect(at('2027-02-03T23:00:00Z')).toBe(false)
})

test('the day after a contract ends, the sign-ins of the provider end at the next request', () => {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const contract = db
    .select()
    .from(roleGrants)
    .where(eq(roleGrants.id, grantIdOf(db, 'tom', 'provider')))
    .get()
  const lastDay = contract?.endsOn ?? ''
  // Signed in on the evening of the last day, so that neither the eight hours nor the idle time are over.
  const evening = new Date(`${lastDay}T20:55:00Z`)
  const begun = { personId: idOf(db, 'tom'), method: 'demo', assured: true, device: '' } as const
  const actor = asSystem('sign-in', 'sign-in.begin')
  const tokens = [1, 2].map(() => startAuthSession(db, authStore, actor, begun, evening) ?? '')
  const later = (minutes: number) => new Date(Number(evening) + minutes * 60_000)
  for (const token of tokens)
    expect(findVisitorByToken(db, authStore, token, later(1))?.visitor.person.name).toBe('Tom Fischer')
  const midnight = new Date(`${lastDay}T22:00:00Z`)
  expect(dayOf(midnight)).toBe(addDays(lastDay, 1))
  for (let minute = 10; later(minute) < midnight; minute += 10)
    for (const token of tokens) findVisitorByToken(db, authStore, token, later(minute))
  for (const token of tokens) expect(findVisitorByToken(db, authStore, token, midnight)).toBeNull()
  expect(authStore.prepare('SELECT count(*) FROM auth_sessions').pluck().get()).toBe(0)
  expect(startAuthSession(db, authStore, actor, begun, midnight)).toBeNull()
})

test('ending is refused by name: no such grant, an own role, one that has ended, a day that does not fit', () => {
  const db = peopleDatabase()
  expect(end(db, 'ada', 'nothing')).toEqual({ ok: false, problem: 'no-grant' })
  expect(end(db, 'ada', grantIdOf(db, 'ada', 'employee'))).toEqual({ ok: false, problem: 'own-role' })
  const employee = grantIdOf(db, 'omar', 'employee')
  expect(end(db, 'ada', employee, addDays(TODAY, -1))).toEqual({ ok: false, problem: 'wrong-dates' })
  expect(end(db, 'ada', grantIdOf(db, 'tom', 'provider'), '2099-01-01')).toEqual({
    ok: false,
    problem: 'later-than-end',
  })
  expect(end(db, 'ada', employee).ok).toBe(true)
  const events = eventsOf(db)
  expect(end(db, 'ada', employee)).toEqual({ ok: false, problem: 'has-ended' })
  expect(eventsOf(db)).toBe(events)
})

test('the portal always keeps an administrator: the last one is neither ended nor shut out, also not by a command', () => {
  const db = peopleDatabase()
  const ada = grantIdOf(db, 'ada', 'administrator')
  const operator = asSystem('operator', 'role.end')
  const endNow = () => inTransaction(db, (tx) => endRole(tx, operator, { grantId: ada, lastDay: null }, NOW))
  const disable = () => {
    const change = { personId: idOf(db, 'ada'), disabled: true }
    return inTransaction(db, (tx) => setDisabled(tx, asSystem('operator', 'person.change'), change, NOW))
  }
  expect(endNow()).toEqual({ ok: false, problem: 'last-administrator' })
  expect(disable()).toEqual({ ok: false, problem: 'last-administrator' })
  // Somebody for a month only does not do: afterwards there would be nobody.
  expect(grant(db, 'ada', 'omar', { role: 'administrator', endsOn: '2027-03-01' }).ok).toBe(true)
  expect(endNow()).toEqual({ ok: false, problem: 'last-administrator' })
  expect(disable()).toEqual({ ok: false, problem: 'last-administrator' })
  expect(grant(db, 'ada', 'els', { role: 'administrator', startsOn: '2027-03-02' }).ok).toBe(true)
  expect(endNow().ok).toBe(true)
})

test('two administrators who end each other at once leave one', () => {
  const db = peopleDatabase()
  expect(grant(db, 'ada', 'omar', { role: 'administrator' }).ok).toBe(true)
  // Both were allowed when they asked; the second one's change comes after the first.
  const [ada, omar] = [allow(personOf(db, 'ada'), 'role.end'), allow(personOf(db, 'omar'), 'role.end')]
  const [adas, omars] = [grantIdOf(db, 'ada', 'administrator'), grantIdOf(db, 'omar', 'administrator')]
  const first = inTransaction(db, (tx) => endRole(tx, ada, { grantId: omars, lastDay: null }, NOW))
  const second = inTransaction(db, (tx) => endRole(tx, omar, { grantId: adas, lastDay: null }, NOW))
  expect([first.ok, second]).toEqual([true, { ok: false, problem: 'last-administrator' }])
})

test('an administrator who is shut out keeps nobody from being the last one', () => {
  const db = peopleDatabase()
  expect(grant(db, 'ada', 'omar', { role: 'administrator' }).ok).toBe(true)
  expect(shutOut(db, 'ada', idOf(db, 'omar')).ok).toBe(true)
  const ended = inTransaction(db, (tx) =>
    endRole(
      tx,
      asSystem('operator', 'role.end'),
      { grantId: grantIdOf(db, 'ada', 'administrator'), lastDay: null },
      NOW,
    ),
  )
  expect(ended).toEqual({ ok: false, problem: 'last-administrator' })
  // And the role of who is shut out anyway can go.
  expect(end(db, 'ada', grantIdOf(db, 'omar', 'administrator')).ok).toBe(true)
})

test('somebody who is shut out is signed out at the next request, and comes back with the roles they had', () => {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const token = signIn(db, authStore, 'jan')
  expect(shutOut(db, 'ada', idOf(db, 'jan')).ok).toBe(true)
  expect(lastEvent(db)?.action).toBe('person.disable')
  expect(findVisitorByToken(db, authStore, token, NOW)).toBeNull()
  expect(shutOut(db, 'ada', idOf(db, 'jan'), false).ok).toBe(true)
  expect(lastEvent(db)?.action).toBe('person.enable')
  expect(personOf(db, 'jan').grants.map(({ role }) => role)).toEqual(['advisor', 'employee'])
})

test('shutting out twice is told once, nobody shuts out themselves or somebody who is not there', () => {
  const db = peopleDatabase()
  expect(shutOut(db, 'ada', idOf(db, 'jan')).ok).toBe(true)
  const before = [eventsOf(db), db.select().from(people).all()]
  expect(shutOut(db, 'ada', idOf(db, 'jan')).ok).toBe(true)
  expect([eventsOf(db), db.select().from(people).all()]).toEqual(before)
  expect(shutOut(db, 'ada', idOf(db, 'ada'))).toEqual({ ok: false, problem: 'own-role' })
  expect(shutOut(db, 'ada', 'nobody')).toEqual({ ok: false, problem: 'no-person' })
})

test('all sign-ins of somebody end at once and are told; those of others stay', () => {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const tokens = [signIn(db, authStore, 'sanne'), signIn(db, authStore, 'sanne')]
  const own = signIn(db, authStore, 'ada')
  const actor = allow(personOf(db, 'ada'), 'sign-in.end-others')
  const endAll = (personId: string) =>
    inTransaction(db, (tx) => revokeSessionsOf(tx, authStore, actor, { personId }, NOW))
  expect(endAll(idOf(db, 'sanne'))).toEqual({ ok: true, value: 2 })
  expect(lastEvent(db)).toMatchObject({ action: 'sign-in.end-others', subjectId: idOf(db, 'sanne') })
  for (const token of tokens) expect(findVisitorByToken(db, authStore, token, NOW)).toBeNull()
  expect(findVisitorByToken(db, authStore, own, NOW)?.visitor.person.name).toBe('Ada Maas')
  expect(endAll(idOf(db, 'ada'))).toEqual({ ok: false, problem: 'own-role' })
  expect(endAll('nobody')).toEqual({ ok: false, problem: 'no-person' })
})
