import type { AppLoadContext } from '@remix-run/node'
import { expect, test } from 'vitest'
import type { Grant } from '#app/access/actor.ts'
import type { Visitor } from '#app/access/visitor.ts'
import { requireForm } from './visitor.server.ts'

const employee: Grant = { role: 'employee', unitId: null, providerId: null }

function contextOf(grants: ReadonlyArray<Grant> | null): AppLoadContext {
  const authSession = {
    id: 's',
    method: 'demo',
    assured: true,
    device: '',
    createdAt: 0,
    seenAt: 0,
    endsAt: 1,
    idleMs: 1,
  } as const
  const visitor: Visitor | null = grants && {
    person: { id: 'p', name: 'P', language: 'nl', grants, system: null },
    authSession,
    waiting: [],
  }
  return {
    nonce: '',
    setPolicy: () => undefined,
    version: '',
    visitor: () => visitor,
    isDirect: true,
    takeFormAttempt: () => 0,
    setCookie: () => undefined,
  }
}

function sent(fields: Record<string, string>, path = '/nl/my/access-needs'): Request {
  return new Request(`http://127.0.0.1${path}`, { method: 'POST', body: new URLSearchParams(fields) })
}

async function answerTo(asked: Promise<unknown>): Promise<unknown> {
  try {
    await asked
  } catch (error) {
    return error
  }
  return null
}

const TYPED = { intent: 'save', arrangement: 'Een ringleiding' }

test('who is signed in and may gets on with their form', async () => {
  const { actor, form } = await requireForm(sent(TYPED), contextOf([employee]), 'access-needs.save-own', [
    'arrangement',
  ])
  expect(actor.id).toBe('p')
  expect(form?.get('arrangement')).toBe('Een ringleiding')
})

test('who is signed in and may not hears that it does not exist', async () => {
  const answer = await answerTo(requireForm(sent(TYPED), contextOf([employee]), 'portal.configure', ['arrangement']))
  expect(answer).toMatchObject({ status: 404, body: null })
})

test('what somebody typed before their sign-in ended comes back with 401, also when the browser sent it in the background', async () => {
  for (const path of ['/nl/my/access-needs', '/nl/my/access-needs.data']) {
    const answer = await answerTo(
      requireForm(sent(TYPED, path), contextOf(null), 'access-needs.save-own', ['arrangement']),
    )
    expect(answer).toMatchObject({
      init: { status: 401 },
      data: { typedForm: { action: '/nl/my/access-needs', fields: Object.entries(TYPED), typed: ['arrangement'] } },
    })
  }
})

test('a form in which nothing was typed redirects to the sign-in page', async () => {
  const asked = requireForm(sent({ intent: 'save' }), contextOf(null), 'access-needs.save-own', ['arrangement'])
  const answer = await answerTo(asked)
  expect(answer).toBeInstanceOf(Response)
  expect((answer as Response).headers.get('Location')).toBe('/nl/sign-in?to=%2Fnl%2Fmy%2Faccess-needs')
})

test('an address that is no page of the portal gets nothing back to send there', async () => {
  const asked = requireForm(sent(TYPED, '/nl/my%2f..'), contextOf(null), 'access-needs.save-own', ['arrangement'])
  expect(await answerTo(asked)).toBeInstanceOf(Response)
})
