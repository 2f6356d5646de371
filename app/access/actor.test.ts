import { expect, test } from 'vitest'
import { allow, asSystem, type Grant, hasRole, may, type Person, unitsOf } from './actor.ts'
import { PERMISSIONS, type Permission } from './permissions.ts'
import { menuOf, type WorkArea } from './visitor.ts'
import { ROLES, type Role, SYSTEMS } from './vocabulary.ts'

const all = Object.keys(PERMISSIONS) as Permission[]

const vocabularies = import.meta.glob<Record<string, object>>('../features/*/vocabulary.ts', { eager: true })

test('every permission of a feature is in the table, and stands in one feature', () => {
  const declared = Object.values(vocabularies)
    .flatMap((lists) => Object.entries(lists).filter(([name]) => name.endsWith('_PERMISSIONS')))
    .flatMap(([, permissions]) => Object.keys(permissions))
  expect(declared.sort()).toEqual([...all].sort())
  expect(declared.length).toBeGreaterThan(20)
})

function grant(role: Role, unitId: string | null = null): Grant {
  return { role, unitId, providerId: null }
}

function actor(...grants: Grant[]): Person {
  return { id: 'x', name: 'X', language: 'nl', grants, system: null }
}

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return null
}

test.each(ROLES)('a %s may do what the table says, and nothing else', (role) => {
  for (const permission of all) {
    const allowed = (PERMISSIONS[permission] as ReadonlyArray<string>).includes(role)
    expect(may(actor(grant(role)), permission), permission).toBe(allowed)
  }
})

test('somebody without a role may do nothing at all', () => {
  expect(all.filter((permission) => may(actor(), permission))).toEqual([])
})

test('two roles together may do what either of them may', () => {
  const both = actor(grant('employee'), grant('administrator'))
  for (const permission of all) {
    const either = may(actor(grant('employee')), permission) || may(actor(grant('administrator')), permission)
    expect(may(both, permission), permission).toBe(either)
  }
})

test('only administrators reach the admin area, and no other role sees people, roles or the log', () => {
  const ofTheDesk: Permission[] = ['admin.view', 'person.search', 'person.view', 'portal.configure', 'audit.view']
  for (const role of ROLES) {
    for (const permission of ofTheDesk) expect(may(actor(grant(role)), permission)).toBe(role === 'administrator')
  }
})

test('what is not allowed answers as if it did not exist', () => {
  const refusal = thrownBy(() => allow(actor(grant('employee')), 'person.search'))
  expect(refusal).toBeInstanceOf(Response)
  expect(refusal).toMatchObject({ status: 404, body: null })
})

test('what is allowed answers with the same person', () => {
  const person = actor(grant('administrator'))
  expect(allow(person, 'person.search')).toBe(person)
})

test.each(SYSTEMS)('system:%s has the permissions of its own line only', (system) => {
  for (const permission of all) {
    const allowed = (PERMISSIONS[permission] as ReadonlyArray<string>).includes(system)
    if (allowed) expect(asSystem(system, permission).id).toBe(`system:${system}`)
    else expect(() => asSystem(system, permission)).toThrow(`has no permission ${permission}`)
  }
})

test('a person is no system, whatever their roles are called', () => {
  const posing = {
    id: 'system:operator',
    grants: [{ role: 'operator' as Role, unitId: null, providerId: null }],
    system: null,
  }
  expect(may(posing, 'role.grant')).toBe(false)
})

test('a role for units holds for those, a role without unit for all', () => {
  const person = actor(grant('hr-adviser', 'law'), grant('hr-adviser', 'science'), grant('hr-publisher'))
  expect(unitsOf(person, 'hr-adviser')).toEqual(['law', 'science'])
  expect(unitsOf(person, 'hr-publisher')).toBe('all')
  expect(unitsOf(person, 'advisor')).toEqual([])
  expect([hasRole(person, 'hr-adviser'), hasRole(person, 'advisor')]).toEqual([true, false])
})

test('the header says nothing of a person but which pages they have', () => {
  const authSession = {
    id: 's',
    method: 'demo',
    assured: true,
    confirmedAt: null,
    device: '',
    createdAt: 0,
    seenAt: 0,
    endsAt: 1,
    idleMs: 900_000,
  } as const
  const menu = menuOf({ person: actor(grant('administrator')), authSession, waiting: [] })
  expect(menu).toEqual({ entries: ['account', 'todo', 'admin'], idleMinutes: 15 })
  const work = (role: Role, withPage: ReadonlyArray<WorkArea>) =>
    menuOf({ person: actor(grant(role)), authSession, waiting: [] }, withPage).work
  // Today only publishing has a page.
  const today = ROLES.filter((role) => menuOf({ person: actor(grant(role)), authSession, waiting: [] }).work)
  expect(today).toEqual(['hr-publisher'])
  expect(work('hr-publisher', ['publishing', 'advice'])).toBe('publishing')
  expect(work('advisor', ['publishing', 'advice'])).toBe('advice')
  expect(work('coordinator', ['advice'])).toBe('advice')
  expect(work('hr-publisher', ['advice'])).toBeUndefined()
  for (const role of ['employee', 'hr-adviser', 'administrator', 'provider'] as const)
    expect(work(role, ['publishing', 'advice'])).toBeUndefined()
})
