import { expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { TOPICS, versionOf } from '#db/cached.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import {
  deleteEndedSessions,
  findVisitorByToken,
  revokeSessionOfToken,
  startAuthSession,
} from './auth-sessions.server.ts'
import { idOfHandle } from './find-person.server.ts'
import { grantRole } from './grant-role.server.ts'

const MINUTE = 60_000

test('beginning, using, renewing and ending a sign-in changes no topic, so that cached pages stay', () => {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const personId = idOfHandle(db, 'omar') ?? ''
  const after = (minutes: number) => new Date(Number(NOW) + minutes * MINUTE)
  const used = () => authStore.prepare('SELECT max(seen_at) FROM auth_sessions').pluck().get()

  let version = versionOf(db, ...TOPICS)
  const signIn = { personId, method: 'demo', assured: true, device: '' } as const
  const token = startAuthSession(db, authStore, asSystem('sign-in', 'sign-in.begin'), signIn, NOW) ?? ''
  expect(findVisitorByToken(db, authStore, token, after(0.5))).not.toBeNull()
  expect(used()).toBe(Number(NOW))
  expect(findVisitorByToken(db, authStore, token, after(2))).not.toBeNull()
  expect(used()).toBe(Number(after(2)))
  expect(versionOf(db, ...TOPICS)).toBe(version)

  inTransaction(db, (tx) => grantRole(tx, asSystem('operator', 'role.grant'), { personId, role: 'coordinator' }, NOW))
  version = versionOf(db, ...TOPICS)
  const { renewed } = findVisitorByToken(db, authStore, token, after(3)) ?? {}
  expect(renewed).toMatch(/^[\w-]{43}$/)
  revokeSessionOfToken(authStore, renewed ?? '')
  deleteEndedSessions(authStore, after(60 * 24))
  expect(findVisitorByToken(db, authStore, token, after(60 * 24))).toBeNull()
  expect(versionOf(db, ...TOPICS)).toBe(version)
})
