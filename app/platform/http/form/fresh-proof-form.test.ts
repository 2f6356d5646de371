import { expect, test } from 'vitest'
import { z } from 'zod'
import type { AuthSession } from '#app/access/visitor.ts'
import { contextOf, formRequest, visitorFor } from '#tests/support/forms.ts'
import { serviceSettings } from '#tests/support/oidc/accounts.ts'
import { FRESH_PROOF_MS } from '../fresh-proof.server.ts'
import { answerForm } from './answer-form.server.ts'
import { defineForm } from './define-form.server.ts'
import { chosen } from './fields.server.ts'

// Before anything asks for a setting.
Object.assign(process.env, serviceSettings('http://127.0.0.1:4999', 'http://127.0.0.1:4998'))

const form = defineForm({
  name: 'careful',
  permission: 'account.view',
  intents: { grant: { role: chosen(z.string().min(1), 'no-role') }, look: { role: chosen(z.string()) } },
  freshProof: ['grant'],
})

async function send(authSession: Partial<AuthSession>, fields: Record<string, string>, saves = true) {
  const known = visitorFor({
    id: 'ada',
    name: 'Ada',
    language: 'nl',
    grants: [{ role: 'employee', unitId: null, providerId: null }],
    system: null,
  })
  const visitor = { ...known, authSession: { ...known.authSession, ...authSession } }
  const waiting: unknown[] = []
  const context = contextOf(visitor, {
    saveWaitingForm: (one) => {
      waiting.push(one)
      return saves
    },
  })
  let isDone = false
  const args = { request: formRequest(fields, '/nl/desk/people/x?done=let-in'), params: {}, context }
  try {
    const answer = await answerForm(form, args, () => {
      isDone = true
      return '/nl'
    })
    return { answer, isDone, waiting }
  } catch (answer) {
    return { answer, isDone, waiting }
  }
}

const GRANT = { intent: 'grant', role: 'advisor' }
const ago = (ms: number) => ({ method: 'oidc', confirmedAt: Date.now() - ms }) as const

test.each([
  ['that was never confirmed', { method: 'oidc', confirmedAt: null }],
  ['that was confirmed five minutes ago', ago(FRESH_PROOF_MS)],
  ['that was confirmed this morning', ago(8 * 3_600_000)],
] as const)('an act asks for a fresh proof in an auth session %s, and what was filled in waits', async (_, session) => {
  const { answer, isDone, waiting } = await send(session, GRANT)
  expect(isDone).toBe(false)
  expect(waiting).toEqual([{ personId: 'ada', action: '/nl/desk/people/x?done=let-in', fields: Object.entries(GRANT) }])
  expect(answer).toMatchObject({
    init: { status: 401 },
    data: { typedForm: { why: 'confirm', waits: true, fields: [] } },
  })
})

test('where it cannot wait, it stays in the answer', async () => {
  const { answer, isDone } = await send(ago(FRESH_PROOF_MS), GRANT, false)
  expect(isDone).toBe(false)
  expect(answer).toMatchObject({ data: { typedForm: { waits: false, fields: Object.entries(GRANT) } } })
})

test('a confirmation of a moment ago carries the act; a form that is not right is refused before anybody confirms anything', async () => {
  expect((await send(ago(FRESH_PROOF_MS - 5_000), GRANT)).isDone).toBe(true)
  expect(await send(ago(FRESH_PROOF_MS), { intent: 'grant', role: '' })).toMatchObject({
    answer: { init: { status: 400 } },
    waiting: [],
  })
})

test('other acts of the same form, and auth sessions of the demo, are not asked', async () => {
  expect((await send(ago(FRESH_PROOF_MS), { intent: 'look', role: 'x' })).isDone).toBe(true)
  expect((await send({ method: 'demo', confirmedAt: null }, GRANT)).isDone).toBe(true)
})
