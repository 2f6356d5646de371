import { expect, test } from 'vitest'
import type { Grant } from '#app/access/actor.ts'
import { ROLES, type Role } from '#app/access/vocabulary.ts'
import { GRACE_MS, IDLE_MS, idleMsFor, isCareful, isOpen, LONGEST_MS, splitByAssurance } from './auth-session-rules.ts'

const MINUTE = 60_000
const of = (...roles: Role[]): Grant[] => roles.map((role) => ({ role, unitId: null, providerId: null }))

test.each(ROLES)('a sign-in of a %s ends after the minutes of that role', (role) => {
  expect(idleMsFor(of(role)) / MINUTE).toBe(role === 'employee' ? 30 : 15)
  expect(isCareful(role)).toBe(role !== 'employee')
})

test('with several roles the shortest time counts', () => {
  expect(idleMsFor(of('employee', 'advisor'))).toBe(IDLE_MS.careful)
})

test.each([
  ['used a moment ago', 0, true],
  ['used just within the idle time', IDLE_MS.others - 1, true],
  ['idle for exactly that long', IDLE_MS.others, false],
  ['idle for longer', IDLE_MS.others + 1, false],
])('a sign-in that was %s', (_, idle, open) => {
  expect(isOpen({ seenAt: 0, endsAt: LONGEST_MS, replacedAt: null }, IDLE_MS.others, idle)).toBe(open)
})

test('a sign-in that is used all day ends after eight hours', () => {
  const used = (at: number) => isOpen({ seenAt: at, endsAt: LONGEST_MS, replacedAt: null }, IDLE_MS.others, at)
  expect([used(LONGEST_MS - 1), used(LONGEST_MS), LONGEST_MS / MINUTE]).toEqual([true, false, 480])
})

test('an id that was replaced counts for requests on their way, and no longer', () => {
  const times = { seenAt: 0, endsAt: LONGEST_MS, replacedAt: 1_000 }
  expect(isOpen(times, IDLE_MS.others, 1_000 + GRACE_MS)).toBe(true)
  expect(isOpen(times, IDLE_MS.others, 1_001 + GRACE_MS)).toBe(false)
})

test('without a second factor only the role of employee holds; the others wait', () => {
  const grants = of('employee', 'advisor', 'coordinator')
  expect(splitByAssurance(grants, false)).toEqual({ hold: of('employee'), waiting: ['advisor', 'coordinator'] })
  expect(splitByAssurance(grants, true)).toEqual({ hold: grants, waiting: [] })
})
