import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { freshDatabase, NOW, peopleDatabase } from '#tests/support/database.ts'
import {
  deleteEndedSessions,
  findVisitorByToken,
  listAuthSessions,
  revokeSessionOfToken,
  revokeSessions,
  startAuthSession,
} from './auth-sessions.server.ts'
import { idOfHandle } from './find-person.server.ts'
import { grantRole } from './grant-role.server.ts'
import { readPerson } from './read-person.server.ts'
import { endRole, setDisabled } from './roles/end-role.server.ts'

const MINUTE = 60_000
const later = (ms: number) => new Date(Number(NOW) + ms)

function university() {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const id = (handle: string) => idOfHandle(db, handle) ?? ''
  const begin = (handle: string, now = NOW, before: string | null = null, assured = true) =>
    startAuthSession(
      db,
      authStore,
      asSystem('sign-in', 'sign-in.begin'),
      { personId: id(handle), method: 'demo', assured, device: 'Firefox, Linux', before },
      now,
    ) ?? ''
  const who = (token: string, now = NOW) => findVisitorByToken(db, authStore, token, now)
  const actor = (handle: string) => {
    const known = readPerson(db, id(handle), NOW)
    if (!known) throw new Error(handle)
    return known.person
  }
  const rows = () => Number(authStore.prepare('SELECT count(*) FROM auth_sessions').pluck().get())
  return { db, authStore, id, begin, who, actor, rows }
}

test('who signed in is known by the token, with the roles that hold', () => {
  const { begin, who } = university()
  const found = who(begin('els'))
  expect(found?.visitor.person.name).toBe('Els Vermeulen')
  expect(found?.visitor.person.grants.map(({ role }) => role)).toEqual(['advisor', 'coordinator', 'employee'])
  expect(found?.renewed).toBeNull()
})

test('the token is 256 random bits, and only its hash is kept', () => {
  const { authStore, begin } = university()
  const token = begin('sanne')
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const kept = JSON.stringify(authStore.prepare('SELECT * FROM auth_sessions').all())
  expect(kept).not.toContain(token)
  expect(kept).not.toContain(JSON.stringify(Buffer.from(token, 'base64url')).slice(1, -1))
})

test('2,000 tokens are all different', () => {
  const { authStore, begin, id } = university()
  const tokens = new Set<string>()
  authStore.exec('BEGIN')
  for (let n = 0; n < 2_000; n++) tokens.add(begin('sanne'))
  authStore.exec('COMMIT')
  expect(tokens.size).toBe(2_000)
  expect(listAuthSessions(freshDatabase(), authStore, id('sanne'), NOW)).toEqual([])
})

test.each(['', 'x', 'A'.repeat(43), 'A'.repeat(44), "' OR 1=1 --", '../../x'])(
  'an unknown token is nobody: %s',
  (token) => {
    const { begin, who } = university()
    begin('sanne')
    expect(who(token)).toBeNull()
  },
)

test('the public id of a sign-in is no token', () => {
  const { begin, who } = university()
  const signIn = who(begin('sanne'))?.visitor.authSession
  expect(who(signIn?.id ?? '')).toBeNull()
})

test('signing in again with the same browser ends the sign-in it came with', () => {
  const { begin, who } = university()
  const first = begin('sanne')
  const second = begin('omar', NOW, first)
  expect(who(first)).toBeNull()
  expect(who(second)?.visitor.person.name).toBe('Omar Haddad')
})

test('a planted id is not taken over', () => {
  const { begin, who } = university()
  const planted = 'P'.repeat(43)
  const token = begin('sanne', NOW, planted)
  expect(token).not.toBe(planted)
  expect(who(planted)).toBeNull()
})

test('a sign-in ends when it is idle, and its row goes', () => {
  const { begin, who, rows } = university()
  const token = begin('sanne')
  expect(who(token, later(30 * MINUTE - 1))).not.toBeNull()
  const again = begin('sanne')
  expect(who(again, later(30 * MINUTE))).toBeNull()
  expect(rows()).toBe(1)
})

test('use keeps a sign-in alive, until eight hours are over', () => {
  const { begin, who } = university()
  const token = begin('sanne')
  for (let at = 20; at < 480; at += 20) expect(who(token, later(at * MINUTE)), `${at} minutes`).not.toBeNull()
  expect(who(token, later(480 * MINUTE - 1))).not.toBeNull()
  expect(who(token, later(480 * MINUTE))).toBeNull()
})

test('the time of use is written once a minute, and never in the main database', () => {
  const { db, authStore, begin, who } = university()
  const token = begin('sanne')
  const changes = (): unknown => authStore.prepare('SELECT total_changes()').pluck().get()
  const main = db.$client.prepare('SELECT total_changes()').pluck().get()
  const before = changes()
  for (let n = 0; n < 59; n++) who(token, later(n * 1_000))
  expect(changes()).toBe(before)
  who(token, later(MINUTE))
  expect(changes()).toBe(Number(before) + 1)
  expect(db.$client.prepare('SELECT total_changes()').pluck().get()).toBe(main)
})

test('a new role counts at the next request, under a new id; the old one counts for requests on their way only', () => {
  const { db, begin, who, id } = university()
  const token = begin('sanne')
  const grant = { personId: id('sanne'), role: 'hr-publisher' } as const
  expect(inTransaction(db, (tx) => grantRole(tx, asSystem('operator', 'role.grant'), grant, NOW)).ok).toBe(true)
  const first = who(token, later(1_000))
  expect(first?.renewed).toMatch(/^[\w-]{43}$/)
  expect(first?.renewed).not.toBe(token)
  expect(first?.visitor.person.grants.map(({ role }) => role)).toEqual(['employee', 'hr-publisher'])
  expect(who(token, later(2_000))?.renewed).toBeNull()
  expect(who(token, later(12_000))).toBeNull()
  const next = who(first?.renewed ?? '', later(12_000))
  expect([next?.visitor.person.name, next?.renewed]).toEqual(['Sanne de Wit', null])
})

test('a renewed sign-in keeps its end: nobody stays for longer than eight hours', () => {
  const { db, begin, who, id } = university()
  const token = begin('sanne')
  const grant = { personId: id('sanne'), role: 'hr-publisher' } as const
  inTransaction(db, (tx) => grantRole(tx, asSystem('operator', 'role.grant'), grant, NOW))
  const renewed = who(token, later(10 * MINUTE))
  expect(renewed?.visitor.authSession.endsAt).toBe(
    who(renewed?.renewed ?? '', later(10 * MINUTE))?.visitor.authSession.endsAt,
  )
})

test('a role that ended is gone at the next request', () => {
  const { db, begin, who, id } = university()
  const token = begin('pieter')
  const grantId = String(
    db.$client
      .prepare("SELECT id FROM role_grants WHERE person_id = ? AND role = 'hr-publisher'")
      .pluck()
      .get(id('pieter')),
  )
  inTransaction(db, (tx) => endRole(tx, asSystem('operator', 'role.end'), { grantId, lastDay: null }, NOW))
  expect(who(token)?.visitor.person.grants.map(({ role }) => role)).toEqual(['employee'])
})

test('somebody who is shut out is nobody at the next request', () => {
  const { db, begin, who, id } = university()
  const token = begin('omar')
  const change = { personId: id('omar'), disabled: true }
  inTransaction(db, (tx) => setDisabled(tx, asSystem('operator', 'person.change'), change, NOW))
  expect(who(token)).toBeNull()
  expect(begin('omar')).toBe('')
})

test('a provider is out on the day after the contract ends', () => {
  const { db, begin, who, id } = university()
  const endsOn = String(
    db.$client.prepare('SELECT ends_on FROM role_grants WHERE person_id = ?').pluck().get(id('tom')),
  )
  const lastMinute = new Date(`${endsOn}T21:59:00Z`)
  const token = begin('tom', lastMinute)
  expect(who(token, lastMinute)).not.toBeNull()
  expect(who(token, new Date(Number(lastMinute) + 2 * 60 * MINUTE))).toBeNull()
})

test('without a second factor careful roles wait', () => {
  const { begin, who } = university()
  const found = who(begin('marieke', NOW, null, false))
  expect(found?.visitor.person.grants.map(({ role }) => role)).toEqual(['employee'])
  expect(found?.visitor.waiting).toEqual(['advisor'])
})

test('the sixth sign-in ends the oldest', () => {
  const { begin, who, db, authStore, id } = university()
  const tokens = [0, 1, 2, 3, 4, 5].map((n) => begin('sanne', later(n)))
  expect(tokens.map((token) => who(token, later(10)) !== null)).toEqual([false, true, true, true, true, true])
  expect(listAuthSessions(db, authStore, id('sanne'), later(10))).toHaveLength(5)
})

test('one ends a sign-in of one’s own by its id, and never one of somebody else', () => {
  const { begin, who, authStore, actor } = university()
  const [mine, theirs] = [begin('sanne'), begin('omar')]
  const idOf = (token: string) => who(token)?.visitor.authSession.id ?? ''
  const sanne = allow(actor('sanne'), 'sign-in.end-own')
  expect(revokeSessions(authStore, sanne, { of: sanne.id, only: idOf(theirs) })).toBe(0)
  expect(revokeSessions(authStore, sanne, { of: sanne.id, only: idOf(mine) })).toBe(1)
  expect([who(mine), who(theirs)?.visitor.person.name]).toEqual([null, 'Omar Haddad'])
})

test('ending all leaves the one in use, or none; those of others stay', () => {
  const { begin, who, authStore, actor } = university()
  const [here, there, other] = [begin('sanne'), begin('sanne'), begin('omar')]
  const sanne = allow(actor('sanne'), 'sign-in.end-own')
  expect(revokeSessions(authStore, sanne, { of: sanne.id, except: who(here)?.visitor.authSession.id ?? '' })).toBe(1)
  expect([who(here) !== null, who(there)]).toEqual([true, null])
  expect(revokeSessions(authStore, sanne, { of: sanne.id })).toBe(1)
  expect([who(here), who(other) !== null]).toEqual([null, true])
})

test('an administrator ends the sign-ins of somebody else', () => {
  const { begin, who, authStore, actor, id } = university()
  const token = begin('omar')
  expect(revokeSessions(authStore, allow(actor('ada'), 'sign-in.end-others'), { of: id('omar') })).toBe(1)
  expect(who(token)).toBeNull()
})

test('signing out ends that one only', () => {
  const { begin, who, authStore } = university()
  const [here, there] = [begin('sanne'), begin('sanne')]
  revokeSessionOfToken(authStore, here)
  expect([who(here), who(there) !== null]).toEqual([null, true])
})

test('what has ended is forgotten', () => {
  const { begin, authStore, rows } = university()
  begin('sanne')
  begin('omar', later(60 * MINUTE))
  deleteEndedSessions(authStore, later(8 * 60 * MINUTE))
  expect(rows()).toBe(1)
})

test('signing out with a token that was just replaced ends the one that replaced it too', () => {
  const { db, begin, who, authStore, id } = university()
  const token = begin('sanne')
  const grant = { personId: id('sanne'), role: 'hr-publisher' } as const
  inTransaction(db, (tx) => grantRole(tx, asSystem('operator', 'role.grant'), grant, NOW))
  const renewed = who(token)?.renewed ?? ''
  expect(who(renewed)).not.toBeNull()
  revokeSessionOfToken(authStore, token)
  expect([who(token), who(renewed)]).toEqual([null, null])
})
