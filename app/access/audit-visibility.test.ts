import { expect, test } from 'vitest'
import type { AuditAction } from '#app/platform/audit/event.ts'
import { actionsFor, isOnTheDesk } from './audit-visibility.ts'

test('an action belongs to one reader or to nobody', () => {
  const [desk, person] = [actionsFor('administrator'), actionsFor('person')]
  expect(desk).toContain('role.grant')
  expect(person).toEqual([
    'calendar-feed.make',
    'calendar-feed.change',
    'calendar-feed.revoke',
    'access-needs.read',
    'access-needs.save',
    'access-needs.clear',
    'access-needs.forget',
  ])
  expect(desk.filter((action) => person.includes(action))).toEqual([])
})

test('the desk shows no action that is not declared, for others, or only looks like one', () => {
  for (const action of [
    'access-needs.read',
    'data-key.destroy',
    'moon.land',
    '',
    'ROLE.GRANT',
    'toString',
    '__proto__',
  ])
    expect(isOnTheDesk(action), action).toBe(false)
})

test('what no feature declares does not compile', () => {
  const declared: AuditAction = 'role.grant'
  // @ts-expect-error: it has neither a sentence nor a reader.
  const made: AuditAction = 'moon.land'
  expect([declared, made]).toEqual(['role.grant', 'moon.land'])
})
