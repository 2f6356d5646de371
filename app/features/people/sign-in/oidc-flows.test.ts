import { expect, test } from 'vitest'
import { openAuthStore } from '#db/auth-store.server.ts'
import { NOW } from '#tests/support/database.ts'
import { FLOW_MS, type SavedFlow, saveFlow, takeFlow } from './oidc-flows.server.ts'

const later = (ms: number) => new Date(Number(NOW) + ms)

function flow(state: string, changes: Partial<SavedFlow> = {}): SavedFlow {
  const start = { nonce: 'n', verifier: 'v', stepUp: false, startedAt: Number(NOW), goTo: '/nl', personId: null }
  return { ...start, state, ...changes }
}

test('a way is taken once, by the browser it was begun in, as it was begun', () => {
  const authStore = openAuthStore(':memory:')
  const begun = flow('a', { stepUp: true, personId: 'p' })
  const token = saveFlow(authStore, begun, null, NOW)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(takeFlow(authStore, 'x'.repeat(43), 'a', NOW)).toEqual({ ok: false, problem: 'unknown-way' })
  expect(takeFlow(authStore, token, 'b', NOW)).toEqual({ ok: false, problem: 'unknown-way' })
  expect(takeFlow(authStore, token, 'a', NOW)).toEqual({ ok: true, value: begun })
  expect(takeFlow(authStore, token, 'a', NOW)).toEqual({ ok: false, problem: 'unknown-way' })
})

test('the token itself is nowhere in the file', () => {
  const authStore = openAuthStore(':memory:')
  const token = saveFlow(authStore, flow('a'), null, NOW)
  expect(authStore.serialize().includes(token)).toBe(false)
})

test('ten minutes are ten minutes', () => {
  const authStore = openAuthStore(':memory:')
  const token = saveFlow(authStore, flow('a'), null, NOW)
  saveFlow(authStore, flow('b'), token, NOW)
  expect(takeFlow(authStore, token, 'a', later(FLOW_MS - 1)).ok).toBe(true)
  expect(takeFlow(authStore, token, 'b', later(FLOW_MS))).toEqual({ ok: false, problem: 'too-late' })
})

test('tabs of one browser share their token, and the sixth takes the place of the first', () => {
  const authStore = openAuthStore(':memory:')
  let token: string | null = null
  for (const [index, state] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
    const next = saveFlow(authStore, flow(state), token, later(index))
    expect(token ?? next).toBe(next)
    token = next
  }
  expect(takeFlow(authStore, token, 'a', later(10)).ok).toBe(false)
  for (const state of ['b', 'c', 'd', 'e', 'f']) expect(takeFlow(authStore, token, state, later(10)).ok).toBe(true)
})

test.each(['planted by somebody else'.padEnd(43, 'x'), 'x', '', "' OR 1=1 --"])(
  'a token the portal did not give out is not taken on: %j',
  (planted) => {
    const authStore = openAuthStore(':memory:')
    expect(saveFlow(authStore, flow('a'), planted, NOW)).not.toBe(planted)
  },
)

test('a token whose way has ended is not taken on, and what ended long ago is gone', () => {
  const authStore = openAuthStore(':memory:')
  const token = saveFlow(authStore, flow('a'), null, NOW)
  expect(saveFlow(authStore, flow('b'), token, later(FLOW_MS))).not.toBe(token)
  saveFlow(authStore, flow('c'), null, later(2 * FLOW_MS))
  expect(authStore.prepare('SELECT count(*) FROM sign_in_flows').pluck().get()).toBe(2)
})
