import { expect, test } from 'vitest'
import { openAuthStore } from '#db/auth-store.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { contextOf } from '#tests/support/forms.ts'
import { personOf } from '#tests/support/people.ts'
import { allowOrTell } from './allow-or-tell.server.ts'

const LOG = { action: 'audit.view', object: { type: 'audit-log', id: 'newest' } } as const

function scene() {
  const db = peopleDatabase()
  const authStore = openAuthStore(':memory:')
  const told = () =>
    db.$client.prepare("SELECT actor_id, action FROM audit_events WHERE result = 'refused'").all() as unknown[]
  const attempt = (
    handle: 'omar' | 'sanne' | 'ada',
    arrival: 'portal' | 'form' | 'elsewhere' = 'portal',
    now = NOW,
  ) => {
    try {
      allowOrTell({ db, authStore, now }, contextOf(null, { arrival }), personOf(db, handle), 'audit.view', LOG)
      return 200
    } catch (error) {
      return (error as Response).status
    }
  }
  return { told, attempt }
}

test('a refused try is told, and answered with the same 404', () => {
  const { told, attempt } = scene()
  expect([attempt('omar'), attempt('ada')]).toEqual([404, 200])
  expect(told()).toHaveLength(1)
})

test('another site cannot make anybody try', () => {
  const { told, attempt } = scene()
  expect([attempt('omar', 'elsewhere'), told().length]).toEqual([404, 0])
})

test('nobody fills the log: five an hour of one person are told', () => {
  const { told, attempt } = scene()
  for (let n = 0; n < 200; n++) expect(attempt('omar')).toBe(404)
  expect(told()).toHaveLength(5)
  expect([attempt('sanne'), told().length]).toEqual([404, 6])
  attempt('omar', 'portal', new Date(Number(NOW) + 3_600_000))
  expect(told()).toHaveLength(7)
})
