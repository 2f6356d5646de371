import { expect, test } from 'vitest'
import { ROLES } from '#app/access/vocabulary.ts'
import { addDays } from '#app/i18n/zoned-time.ts'
import { seeded } from '#tests/support/random.ts'
import {
  type EndFacts,
  type EndRoleProblem,
  type GrantFacts,
  leavesDaysWithout,
  type Period,
  type RoleProblem,
  whyRoleCannotBeEnded,
  whyRoleCannotBeGranted,
} from './role-rules.ts'

const TODAY = '2027-02-01'
const anyRole: GrantFacts = {
  role: 'employee',
  isOwn: false,
  unitId: null,
  unitIsKnown: false,
  providerId: null,
  providerIsKnown: false,
  startsOn: TODAY,
  endsOn: null,
  today: TODAY,
  hasItThen: false,
}
const contract = { role: 'provider', providerId: 'p', providerIsKnown: true, endsOn: '2027-12-31' } as const

const REFUSED_GRANTS: Record<Exclude<RoleProblem, 'no-person'>, Partial<GrantFacts>> = {
  'own-role': { isOwn: true, role: 'administrator' },
  'needs-unit': { role: 'hr-adviser' },
  'no-unit-here': { role: 'advisor', unitId: 'law', unitIsKnown: true },
  'unknown-unit': { role: 'hr-publisher', unitId: 'nowhere' },
  'needs-provider': { ...contract, providerId: null },
  'no-provider-here': { providerId: 'p', providerIsKnown: true },
  'unknown-provider': { ...contract, providerIsKnown: false },
  'needs-end': { ...contract, endsOn: null },
  'wrong-dates': { startsOn: '2027-03-01', endsOn: '2027-02-28' },
  'ends-before-today': { startsOn: '2027-01-01', endsOn: '2027-01-31' },
  'has-it': { hasItThen: true },
}

test.each(Object.entries(REFUSED_GRANTS))('a grant is refused: %s', (problem, facts) => {
  expect(whyRoleCannotBeGranted({ ...anyRole, ...facts })).toBe(problem)
})

test.each(ROLES)('%s can be granted to somebody else who has not got it', (role) => {
  const needs = role === 'provider' ? contract : role === 'hr-adviser' ? { unitId: 'law', unitIsKnown: true } : {}
  expect(whyRoleCannotBeGranted({ ...anyRole, role, ...needs })).toBeNull()
  expect(whyRoleCannotBeGranted({ ...anyRole, role, ...needs, isOwn: true })).toBe('own-role')
})

test('a role may begin in the past or in the future, and hold for one day', () => {
  for (const startsOn of ['2020-01-01', '2030-01-01']) {
    expect(whyRoleCannotBeGranted({ ...anyRole, startsOn })).toBeNull()
  }
  expect(whyRoleCannotBeGranted({ ...anyRole, endsOn: TODAY })).toBeNull()
})

const held: EndFacts = {
  isOwn: false,
  startsOn: '2026-01-01',
  endsOn: '2027-06-30',
  lastDay: null,
  today: TODAY,
  leavesNoAdministrator: false,
}

const REFUSED_ENDS: Record<Exclude<EndRoleProblem, 'no-grant'>, Partial<EndFacts>> = {
  'own-role': { isOwn: true },
  'has-ended': { endsOn: '2027-01-31' },
  'wrong-dates': { lastDay: '2027-01-31' },
  'later-than-end': { lastDay: '2027-07-01' },
  'last-administrator': { leavesNoAdministrator: true },
}

test.each(Object.entries(REFUSED_ENDS))('ending a role is refused: %s', (problem, facts) => {
  expect(whyRoleCannotBeEnded({ ...held, ...facts })).toBe(problem)
})

test('a role that has ended is not revived, and a contract not prolonged, by ending it later', () => {
  expect(whyRoleCannotBeEnded({ ...held, endsOn: '2027-01-31', lastDay: '2028-01-01' })).toBe('has-ended')
  expect(whyRoleCannotBeEnded({ ...held, lastDay: '2028-01-01' })).toBe('later-than-end')
})

test('a role ends at once, today, or on any day up to its end; one without an end on any day', () => {
  for (const lastDay of [null, TODAY, '2027-06-29', '2027-06-30']) {
    expect(whyRoleCannotBeEnded({ ...held, lastDay })).toBeNull()
  }
  expect(whyRoleCannotBeEnded({ ...held, endsOn: null, lastDay: '2040-01-01' })).toBeNull()
})

test('a role that is still to begin can be taken back, and does not end before it begins', () => {
  const coming = { ...held, startsOn: '2027-03-01' }
  expect(whyRoleCannotBeEnded(coming)).toBeNull()
  expect(whyRoleCannotBeEnded({ ...coming, lastDay: '2027-02-28' })).toBe('wrong-dates')
})

test('days without anybody are found, also between two others and after the last', () => {
  const taken = { startsOn: '2027-02-01', endsOn: null }
  expect(leavesDaysWithout(taken, [])).toBe(true)
  expect(leavesDaysWithout(taken, [{ startsOn: '2020-01-01', endsOn: null }])).toBe(false)
  expect(leavesDaysWithout(taken, [{ startsOn: '2020-01-01', endsOn: '2027-05-31' }])).toBe(true)
  expect(leavesDaysWithout(taken, [{ startsOn: '2027-02-02', endsOn: null }])).toBe(true)
  const relay = [
    { startsOn: '2027-06-01', endsOn: null },
    { startsOn: '2020-01-01', endsOn: '2027-05-31' },
  ]
  expect(leavesDaysWithout(taken, relay)).toBe(false)
  expect(leavesDaysWithout({ startsOn: '2027-02-02', endsOn: '2027-02-01' }, [])).toBe(false)
})

test('the search for days without anybody agrees with looking at each day, for 2,000 made-up years', () => {
  const random = seeded(5)
  const day = () => addDays('2027-01-01', Math.floor(random() * 20))
  const period = (): Period => ({ startsOn: day(), endsOn: random() < 0.3 ? null : day() })
  let found = 0
  for (let round = 0; round < 2_000; round++) {
    const taken = period()
    const others = Array.from({ length: Math.floor(random() * 5) }, period)
    const holds = ({ startsOn, endsOn }: Period, on: string) => startsOn <= on && (endsOn === null || on <= endsOn)
    const days = Array.from({ length: 40 }, (_, place) => addDays('2027-01-01', place))
    const expected = days.some((on) => holds(taken, on) && !others.some((other) => holds(other, on)))
    expect(leavesDaysWithout(taken, others), JSON.stringify({ taken, others })).toBe(expected)
    if (expected) found++
  }
  expect(found).toBeGreaterThan(500)
  expect(found).toBeLessThan(1_900)
})
