import { expect, test } from 'vitest'
import type { Grant, Person } from '#app/access/actor.ts'
import { firstPage } from './first-page.ts'

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

test('who publishes begins with what waits for HR, anybody else on their own page', () => {
  const visitor = (role: Grant['role']) => {
    const person = { id: 'p', grants: [{ role, unitId: null }] } as unknown as Person
    return { person, authSession, waiting: [] }
  }
  expect(firstPage(visitor('hr-publisher'), 'nl')).toBe('/nl/hr')
  expect(firstPage(visitor('employee'), 'en')).toBe('/en/my')
  expect(firstPage(null, 'nl')).toBe('/nl/my')
  // A role that waits until its holder confirms who they are opens nothing yet.
  expect(firstPage({ ...visitor('employee'), waiting: ['hr-publisher'] }, 'nl')).toBe('/nl/my')
})
