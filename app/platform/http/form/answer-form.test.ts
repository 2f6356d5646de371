import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Grant, Person } from '#app/access/actor.ts'
import { contextOf, formRequest, sendTo, visitorFor } from '#tests/support/forms.ts'
import { answerForm, keptUnder, tokensFor } from './answer-form.server.ts'
import { defineForm } from './define-form.server.ts'
import { chosen, fixed, list, typed } from './fields.server.ts'
import { LIST_INTENT } from './lists.server.ts'

const employee: Grant = { role: 'employee', unitId: null, providerId: null }
const person: Person = { id: 'p', name: 'P', language: 'nl', grants: [employee], system: null }
const visitor = visitorFor(person)

const needs = defineForm({
  name: 'needs',
  permission: 'access-needs.save-own',
  intents: {
    save: {
      arrangement: typed(z.string().min(1), 'empty'),
      when: chosen(z.iso.date(), 'no-date'),
      seen: fixed(z.string()),
    },
    clear: {},
  },
  beside: { full: 'when' },
  statuses: { gone: 410 },
})
const PATH = '/nl/my/access-needs'
const TYPED = { intent: 'save', arrangement: 'Een ringleiding', when: '2027-02-01', seen: '1' }
const save = () => '/nl/my'

async function answerTo(asked: Promise<unknown>): Promise<unknown> {
  try {
    await asked
  } catch (error) {
    return error
  }
  return null
}

test('somebody who may gets on with their form, and is led on by 303', async () => {
  const answer = await sendTo(needs, formRequest(TYPED, PATH), visitor, ({ value, actor }) => {
    expect([actor.id, value.intent === 'save' && value.arrangement]).toEqual(['p', 'Een ringleiding'])
    return '/nl/my'
  })
  expect(answer).toMatchObject({ status: 303, goesTo: '/nl/my' })
})

test('somebody who may not hears that it does not exist, whatever they sent', async () => {
  const forbidden = defineForm({ ...needs, permission: 'portal.configure' } as never)
  const all: ReadonlyArray<Record<string, string>> = [TYPED, { intent: 'save' }, {}]
  for (const fields of all)
    expect(await answerTo(sendTo(forbidden, formRequest(fields, PATH), visitor, save))).toMatchObject({
      status: 404,
      body: null,
    })
})

test('permission is asked once the form has arrived', async () => {
  let isAsked = false
  const slow = new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(isAsked).toBe(false)
      controller.enqueue(new TextEncoder().encode(new URLSearchParams(TYPED).toString()))
      controller.close()
    },
  })
  const request = new Request(`http://127.0.0.1${PATH}`, {
    method: 'POST',
    body: slow,
    duplex: 'half',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  } as RequestInit)
  const context = contextOf(visitor, {
    visitor: () => {
      isAsked = true
      return visitor
    },
  })
  await answerForm(needs, { request, params: {}, context }, save)
  expect(isAsked).toBe(true)
})

test('what was typed before the auth session ended comes back with 401, also when the browser sent it in the background', async () => {
  for (const path of [PATH, `${PATH}.data`]) {
    const answer = await answerTo(sendTo(needs, formRequest(TYPED, path), null, save))
    expect(answer).toMatchObject({
      init: { status: 401 },
      data: { typedForm: { action: PATH, fields: Object.entries(TYPED), typed: ['arrangement'] } },
    })
  }
})

test('what was typed is given back letter by letter; a file, and a form that is none of ours, are not', async () => {
  const arrangement = ' Een ringleiding.\n<b>Graag</b> '
  const answer = await answerTo(sendTo(needs, formRequest({ ...TYPED, arrangement }, PATH), null, save))
  // A form sends each end of a line as two characters.
  expect(answer).toMatchObject({
    data: { typedForm: { fields: expect.arrayContaining([['arrangement', arrangement]]) } },
  })
  const file = new FormData()
  for (const [name, value] of Object.entries(TYPED))
    file.append(name, name === 'arrangement' ? new File(['x'], 'x') : value)
  const upload = new Request(`http://127.0.0.1${PATH}`, { method: 'POST', body: file })
  for (const sent of [upload, formRequest({ ...TYPED, role: 'x' }, PATH)])
    expect(await answerTo(sendTo(needs, sent, null, save))).toBeInstanceOf(Response)
})

test('a form in which nothing was typed, or for an address that is no page, leads to the sign-in page', async () => {
  for (const [fields, path] of [
    [{ intent: 'clear' }, PATH],
    [{ ...TYPED, arrangement: ' ', when: '' }, PATH],
    [TYPED, '/nl/my%2f..'],
  ] as const) {
    const answer = await answerTo(sendTo(needs, formRequest(fields, path), null, save))
    expect(answer).toBeInstanceOf(Response)
    expect((answer as Response).headers.get('Location')).toMatch(/^\/nl\/sign-in/)
  }
})

test.each([
  ['a field that cannot be read', { ...TYPED, when: 'soon' }, save, 400, ['no-date']],
  ['every field that cannot be read', { ...TYPED, arrangement: '', when: '' }, save, 400, ['empty', 'no-date']],
  ['a field too many', { ...TYPED, role: 'x' }, save, 400, ['bad-form']],
  [
    'what changed meanwhile',
    TYPED,
    () => ({ ok: false, problem: 'changed-meanwhile' }) as const,
    409,
    ['changed-meanwhile'],
  ],
  ['a busy portal', TYPED, () => ({ ok: false, problem: 'busy' }) as const, 503, ['busy']],
  ['a status of its own', TYPED, () => ({ ok: false, problem: 'gone' }) as const, 410, ['gone']],
] as const)('%s is refused with what was typed', async (_why, fields, carryOut, status, problems) => {
  const answer = await sendTo(needs, formRequest(fields, PATH), visitor, carryOut)
  expect(answer).toMatchObject({ status, problems })
  expect(answer.answer?.sent).toMatchObject({ arrangement: [fields.arrangement], when: [fields.when] })
})

test('a verb that finds the file busy is tried again; when it stays busy, the answer says so with what was typed', async () => {
  const busy = () => {
    throw new Database.SqliteError('database is locked', 'SQLITE_BUSY')
  }
  let tries = 0
  const later = await sendTo(needs, formRequest(TYPED, PATH), visitor, () => (++tries < 3 ? busy() : '/nl'))
  expect([later.status, tries]).toEqual([303, 3])
  const never = await sendTo(needs, formRequest(TYPED, PATH), visitor, busy)
  expect(never).toMatchObject({ status: 503, problems: ['busy'] })
  expect(never.answer?.problems[0]?.text).toContain('Wat je invulde staat er nog')
  expect(never.answer?.sent).toMatchObject({ arrangement: [TYPED.arrangement] })
})

test('a refusal of the verb stands beside its field, in words for what every form can be refused for', async () => {
  const full = await sendTo(needs, formRequest(TYPED, PATH), visitor, () => ({ ok: false, problem: 'full' }) as const)
  expect(full.answer?.problems).toEqual([{ field: 'when', problem: 'full' }])
  const bad = await sendTo(needs, formRequest({ ...TYPED, x: '' }, '/en/my/access-needs'), visitor, save)
  expect(bad.answer?.problems[0]?.text).toContain('Nothing has changed')
})

test('sending too often is answered with the form and the time to wait, and nothing is carried out', async () => {
  let isCarriedOut = false
  const carryOut = () => {
    isCarriedOut = true
    return '/nl/my'
  }
  const answer = await sendTo(needs, formRequest(TYPED, PATH), visitor, carryOut, { takeFormAttempt: () => 61 })
  expect(answer).toMatchObject({ status: 429, problems: ['too-often'] })
  expect(answer.answer?.problems[0]?.text).toContain('Wacht 2 minuten')
  expect(answer.answer?.sent).toMatchObject({ arrangement: ['Een ringleiding'] })
  expect(isCarriedOut).toBe(false)
})

test('more than a form may be is refused as too large', async () => {
  const fields = Array.from({ length: 201 }, (_, place) => [`f${place}`, ''] as const)
  expect(await sendTo(needs, formRequest(fields, PATH), visitor, save)).toMatchObject({
    status: 413,
    problems: ['too-large'],
  })
})

test('a token counts for its intent and record alone, and what was typed stays when it does not', async () => {
  const form = defineForm({
    name: 'person',
    permission: 'access-needs.save-own',
    tokenFor: (intent, { id }) => `person:${intent}:${id}`,
    intents: { rename: { name: typed(z.string()) }, remove: { reason: typed(z.string()) } },
  })
  const tokens = tokensFor(form, visitor, { id: 'a' })
  const send = async (token: string | undefined, id: string) => {
    const fields = { intent: 'rename', name: 'Ada', ...(token === undefined ? {} : { token }) }
    const context = contextOf(visitor)
    const given = await answerForm(form, { request: formRequest(fields, PATH), params: { id }, context }, save)
    return given instanceof Response ? given.status : given
  }
  expect(await send(tokens.rename, 'a')).toBe(303)
  for (const [token, id] of [
    [tokens.rename, 'b'],
    [tokens.remove, 'a'],
    ['', 'a'],
    [undefined, 'a'],
  ] as const)
    expect(await send(token, id)).toMatchObject({
      init: { status: 403 },
      data: { problems: [{ problem: 'old-form' }], sent: { name: ['Ada'] } },
    })
})

test('a button of a list shows the form with a thing more, and nothing is carried out', async () => {
  const form = defineForm({
    name: 'course',
    permission: null,
    intents: { send: { sessions: list({ day: typed(z.string().min(1), 'no-day') }, { most: 3 }) } },
  })
  const button = { [LIST_INTENT]: '{"type":"insert","payload":{"name":"sessions"}}' }
  const answer = await sendTo(form, { 'sessions[0].day': '', ...button }, null, () => {
    throw new Error('carried out')
  })
  expect(answer).toMatchObject({ status: 200, problems: [], answer: { lists: { sessions: 2 }, added: 'sessions' } })
})

test('what its owner typed before their auth session ended waits for them; what somebody unknown typed stays in the answer', async () => {
  const waiting: unknown[] = []
  const ended = (endedOf: string | null, hasRoom = true) => ({
    endedSessionOf: () => endedOf,
    saveWaitingForm: (form: unknown) => {
      waiting.push(form)
      return hasRoom
    },
  })
  const answer = await answerTo(sendTo(needs, formRequest(TYPED, PATH), null, save, ended('p')))
  expect(waiting).toEqual([{ personId: 'p', action: PATH, fields: Object.entries(TYPED) }])
  expect(answer).toMatchObject({
    init: { status: 401, headers: { 'Cache-Control': 'no-store' } },
    data: { typedForm: { why: 'ended', waits: true, fields: [['arrangement', TYPED.arrangement]] } },
  })
  for (const more of [ended(null), ended('p', false)]) {
    const other = await answerTo(sendTo(needs, formRequest(TYPED, PATH), null, save, more))
    expect(other).toMatchObject({ data: { typedForm: { waits: false, fields: Object.entries(TYPED) } } })
  }
  expect(waiting).toHaveLength(2)
})

test('what waited is shown in its page again, and nothing of it is carried out, kept or counted', async () => {
  const never = () => {
    throw new Error('carried out')
  }
  const more = { isRestored: true, takeFormAttempt: never }
  const answer = await sendTo(needs, formRequest({ ...TYPED, token: 'of before' }, PATH), visitor, never, more)
  // A token is no field of this form: what is none of ours is shown without a problem too.
  expect(answer).toMatchObject({ status: 200, problems: [] })
  const own = await sendTo(needs, formRequest({ ...TYPED, when: 'soon' }, PATH), visitor, never, more)
  expect(own).toMatchObject({ status: 200, problems: [], answer: { sent: { arrangement: [TYPED.arrangement] } } })
})

const sealed = defineForm({
  name: 'sealed',
  permission: 'access-needs.save-own',
  keepsConfidential: true,
  intents: { save: { arrangement: typed(z.string().min(1), 'empty') }, clear: {} },
})

test('a form that keeps something confidential is refused in another auth session, with what was typed and the name of who is signed in now', async () => {
  const { name, tokens } = keptUnder(sealed, visitor)
  expect(name).toBe('P')
  const fields = { intent: 'save', arrangement: 'Een tolk' }
  expect(await sendTo(sealed, { ...fields, token: tokens.save }, visitor, save)).toMatchObject({ status: 303 })
  const other = visitorFor({ ...person, id: 'attacker', name: 'Omar' })
  const wrong = [
    { ...fields, token: tokens.save },
    { ...fields, token: '' },
    fields,
    { ...fields, token: keptUnder(sealed, other).tokens.clear },
  ]
  for (const sent of wrong) {
    const answer = await sendTo(sealed, formRequest(sent, '/en/my'), other, save)
    expect(answer).toMatchObject({
      status: 403,
      problems: ['other-sign-in'],
      answer: { sent: { arrangement: ['Een tolk'] } },
    })
    expect(answer.answer?.problems[0]?.text).toContain('You are now signed in as Omar')
  }
})
