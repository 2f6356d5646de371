import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { clearSignInServices } from '#app/platform/oidc/service.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { CLIENT, employee, LOA2, ORGANISATION } from '#tests/support/oidc/accounts.ts'
import { hmacWith, hmacWithPublicKey, newKey, signedBy, token, unsigned } from '#tests/support/oidc/keys.ts'
import { type Lie, type LyingProvider, startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { Browser, CALLBACK, countSignIns, openPortal, PORTAL } from '#tests/support/oidc/portal-auth.ts'
import { addIdentity, addPerson } from '../add-person.server.ts'
import { idOfIdentity } from '../find-person.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { FLOW_MS } from './oidc-flows.server.ts'

let provider: LyingProvider
let portal: { close(): void }
const otherKey = newKey('true')
const unknownKey = newKey('unknown')

beforeAll(async () => {
  provider = await startLyingProvider()
  portal = openPortal(provider.issuer, { OIDC_STAFF_NUMBER_CLAIM: 'employee_number' })
})
afterAll(async () => {
  portal.close()
  await provider.close()
})
beforeEach(() => {
  clearSignInServices()
  provider.lie = {}
  provider.account = employee(`sub-${randomUUID()}`)
})

const subject = () => provider.account?.sub ?? ''
const seconds = () => Math.floor(Date.now() / 1_000)

/** Goes to the service and back to the portal without finishing: returns the address of the callback. */
async function untilCallback(browser: Browser, search = ''): Promise<string> {
  const { at } = await browser.follow(PORTAL, await browser.get(`${PORTAL}/sign-in/start${search}`))
  expect(at.startsWith(`${CALLBACK}?`)).toBe(true)
  return at
}

/** Asks for this address and expects that nobody is signed in by it, and nobody made; answers why not. */
async function expectNobody(browser: Browser, address: string): Promise<string | null> {
  const signIns = countSignIns()
  const people = () => database().$client.prepare('SELECT count(*) FROM people').pluck().get()
  const before = people()
  const answer = await browser.get(address)
  expect(countSignIns()).toBe(signIns)
  expect(people()).toBe(before)
  expect(answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('__Host-koers='))).toEqual([])
  const problem = new URL(answer.headers.get('Location') ?? '', PORTAL)
  expect(problem.pathname).toBe('/nl/sign-in/problem')
  expect(problem.search).not.toMatch(/code|state|iss/)
  return problem.searchParams.get('why')
}

function changed(address: string, change: (search: URLSearchParams) => void): string {
  const url = new URL(address)
  change(url.searchParams)
  return url.href
}

test('told the truth, the portal lets somebody in: what follows fails for the lie and for nothing else', async () => {
  const browser = new Browser()
  const answer = await browser.get(await untilCallback(browser))
  expect(answer.headers.get('Location')).toBe('/nl/my')
  expect(browser.visitor()?.person.id).toBe(idOfIdentity(database(), provider.issuer, subject()))
})

const claims = (change: Record<string, unknown>): Lie => ({ claims: (good) => ({ ...good, ...change }) })

const LIES: Array<[string, () => Lie, why?: string]> = [
  ['a token with alg none', () => ({ header: { alg: 'none' }, sign: unsigned })],
  ['a token with alg None', () => ({ header: { alg: 'None' }, sign: unsigned })],
  [
    'a token signed with HS256 by the public key',
    () => ({ header: { alg: 'HS256' }, sign: hmacWithPublicKey(provider.key) }),
  ],
  [
    'a token signed with HS256 by the client secret',
    () => ({ header: { alg: 'HS256' }, sign: hmacWith(CLIENT.secret) }),
  ],
  ['a token whose signature was cut off', () => ({ sign: unsigned })],
  ['a token of two parts', () => ({ token: (good) => good.split('.').slice(0, 2).join('.') })],
  ['a token signed by another key under the same name', () => ({ sign: signedBy(otherKey) })],
  ['a token of a key that is not in the list', () => ({ header: { kid: unknownKey.kid }, sign: signedBy(unknownKey) })],
  [
    'a token that brings its own key',
    () => ({
      header: { jwk: unknownKey.publicKey.export({ format: 'jwk' }), kid: undefined },
      sign: signedBy(unknownKey),
    }),
  ],
  [
    'a token whose claims were changed after signing',
    () => ({
      token: (good) => {
        const [head, payload = '', signature] = good.split('.')
        const read = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
        const other = Buffer.from(JSON.stringify({ ...read, acr: LOA2 })).toString('base64url')
        return `${head}.${other}.${signature}`
      },
    }),
  ],
  ['a critical header that nobody knows', () => ({ header: { crit: ['exp2'], exp2: 1 } })],
  ['a token that is no JSON', () => ({ token: (good) => `${good.split('.')[0]}.eA.${good.split('.')[2]}` })],
  ['no token at all', () => ({ token: () => '' })],
  ['a token for another portal', () => claims({ aud: 'another.example' })],
  ['a token for two portals, without saying whose it is', () => claims({ aud: [CLIENT.id, 'another.example'] })],
  [
    'a token for two portals, given to the other',
    () => claims({ aud: [CLIENT.id, 'another.example'], azp: 'another.example' }),
  ],
  ['a token without an addressee', () => claims({ aud: undefined })],
  ['a token of another service', () => claims({ iss: 'https://elsewhere.example' })],
  ['a token of almost this service', () => claims({ iss: `${provider.issuer}/` })],
  ['a token without an issuer', () => claims({ iss: undefined })],
  ['an expired token', () => claims({ exp: seconds() - 60 })],
  ['a token that never expires', () => claims({ exp: undefined })],
  ['a token whose end is a text', () => claims({ exp: '9999999999' })],
  ['a token made tomorrow', () => claims({ iat: seconds() + 86_400, exp: seconds() + 90_000 })],
  ['a token that does not hold yet', () => claims({ nbf: seconds() + 3_600 })],
  ['a token without its time', () => claims({ iat: undefined })],
  ['a token with another nonce', () => claims({ nonce: 'x'.repeat(43) })],
  ['a token without the nonce', () => claims({ nonce: undefined })],
  ['a token without a subject', () => claims({ sub: undefined })],
  ['a token whose subject is empty', () => claims({ sub: '' })],
  ['a token whose subject is a number', () => claims({ sub: 7 })],
  ['a page about somebody else', () => ({ about: (about) => ({ ...about, sub: 'somebody-else' }) })],
  ['a page about nobody', () => ({ about: (about) => ({ ...about, sub: undefined }) })],
  [
    'an issuer in the answer that is another one',
    () => ({ answer: (answer) => answer.set('iss', 'https://elsewhere.example') }),
  ],
  ['no issuer in the answer, where it was promised', () => ({ answer: (answer) => answer.delete('iss') })],
  ['two issuers in the answer', () => ({ answer: (answer) => answer.append('iss', provider.issuer) })],
  ['two codes', () => ({ answer: (answer) => answer.append('code', randomUUID()) })],
  ['another state', () => ({ answer: (answer) => answer.set('state', 'x'.repeat(43)) }), 'unknown-way'],
  ['no state', () => ({ answer: (answer) => answer.delete('state') }), 'unknown-way'],
  ['an empty state', () => ({ answer: (answer) => answer.set('state', '') }), 'unknown-way'],
  ['the state twice', () => ({ answer: (answer) => answer.append('state', answer.get('state') ?? '') }), 'unknown-way'],
  ['no code', () => ({ answer: (answer) => answer.delete('code') })],
  ['a made-up code', () => ({ answer: (answer) => answer.set('code', randomUUID()) })],
  [
    'a failure beside a code',
    () => ({ answer: (answer) => answer.set('error', 'server_error') }),
    'refused-by-service',
  ],
  ['a refusal beside a code', () => ({ answer: (answer) => answer.set('error', 'access_denied') }), 'cancelled'],
  ['an answer with a token in the address', () => ({ answer: (answer) => answer.set('id_token', 'a.b.c') })],
  ['an answer inside a token', () => ({ answer: (answer) => answer.set('response', 'a.b.c') })],
  ['a service that fails at the exchange', () => ({ status: { token: 503 } }), 'unreachable'],
  ['a service that fails when asked about the person', () => ({ status: { about: 500 } }), 'unreachable'],
  ['only a student', () => ({ about: (about) => ({ ...about, eduperson_affiliation: ['student'] }) }), 'not-employed'],
  [
    'an employee hidden in a word',
    () => ({ about: (about) => ({ ...about, eduperson_affiliation: 'student,employee' }) }),
    'not-employed',
  ],
  [
    'another home organisation',
    () => ({ about: (about) => ({ ...about, schac_home_organization: 'elders.example' }) }),
    'other-organisation',
  ],
  [
    'two home organisations',
    () => ({ about: (about) => ({ ...about, schac_home_organization: [ORGANISATION, 'elders.example'] }) }),
    'other-organisation',
  ],
  [
    'no home organisation',
    () => ({ about: (about) => ({ ...about, schac_home_organization: undefined }) }),
    'other-organisation',
  ],
]

test.each(LIES)('%s: nobody is signed in', async (_, lie, why = 'not-right') => {
  const browser = new Browser()
  provider.lie = lie()
  expect(await expectNobody(browser, await untilCallback(browser))).toBe(why)
  expect(browser.visitor()).toBeNull()
})

test('a callback used before does nothing, also in the same browser after signing out', async () => {
  const browser = new Browser()
  const callback = await untilCallback(browser)
  const way = browser.cookie('__Host-koers-flow') ?? ''
  await browser.get(callback)
  browser.dropCookie('__Host-koers')
  browser.setCookie('__Host-koers-flow', way)
  provider.lie = { forgetsCodes: true }
  expect(await expectNobody(browser, callback)).toBe('unknown-way')
})

test('a code used before does nothing in a new attempt of the same browser', async () => {
  const browser = new Browser()
  const used = new URL(await untilCallback(browser)).searchParams.get('code') ?? ''
  provider.lie = { forgetsCodes: true }
  const callback = await untilCallback(browser)
  // The service forgot whose code it was: the nonce in the token is that of the other attempt.
  expect(
    await expectNobody(
      browser,
      changed(callback, (search) => search.set('code', used)),
    ),
  ).toBe('not-right')
})

test('a code that was caught does nothing in the browser of who caught it', async () => {
  const victim = new Browser()
  const caught = new URL(await untilCallback(victim)).searchParams.get('code') ?? ''
  const thief = new Browser()
  const own = await untilCallback(thief)
  // PKCE: the verifier of the thief's attempt is another one, and the service says so.
  expect(
    await expectNobody(
      thief,
      changed(own, (search) => search.set('code', caught)),
    ),
  ).toBe('not-right')
})

test('a way back laid down for somebody else does nothing: without the cookie, with another one, with two', async () => {
  const attacker = new Browser()
  const callback = await untilCallback(attacker)
  const victim = new Browser()
  expect(await expectNobody(victim, callback)).toBe('unknown-way')
  await untilCallback(victim)
  expect(await expectNobody(victim, callback)).toBe('unknown-way')
  const way = attacker.cookie('__Host-koers-flow') ?? ''
  victim.setCookie('__Host-koers-flow', `${way}; __Host-koers-flow=${way}`)
  expect(await expectNobody(victim, callback)).toBe('unknown-way')
  victim.setCookie('__Host-koers-flow', "' OR 1=1 --")
  expect(await expectNobody(victim, callback)).toBe('unknown-way')
})

test('the cookie of a neighbouring host with a like name is not ours', async () => {
  const attacker = new Browser()
  const callback = await untilCallback(attacker)
  const victim = new Browser()
  for (const name of ['koers-flow', '__Secure-koers-flow', 'x__Host-koers-flow'])
    victim.setCookie(name, attacker.cookie('__Host-koers-flow') ?? '')
  expect(await expectNobody(victim, callback)).toBe('unknown-way')
})

test('who takes longer than ten minutes begins again', async () => {
  const browser = new Browser()
  const callback = await untilCallback(browser)
  authStore().prepare('UPDATE sign_in_flows SET ends_at = ends_at - ?').run(FLOW_MS)
  expect(await expectNobody(browser, callback)).toBe('too-late')
  expect(await expectNobody(browser, callback)).toBe('unknown-way')
})

test('the same subject at another service is another person', async () => {
  const victim = addKnown({ issuer: 'https://elsewhere.example', subject: subject() })
  const browser = new Browser()
  await browser.get(await untilCallback(browser))
  expect(browser.visitor()?.person.id).not.toBe(victim)
  expect(browser.visitor()?.person.grants.map(({ role }) => role)).toEqual(['employee'])
})

test('the e-mail address of an administrator at another service makes nobody an administrator', async () => {
  const victim = addKnown({ issuer: 'https://elsewhere.example', subject: 'ada' }, { email: provider.account?.email })
  const browser = new Browser()
  await browser.get(await untilCallback(browser))
  expect(browser.visitor()?.person.id).not.toBe(victim)
  expect(browser.visitor()?.waiting).toEqual([])
})

test('what a claim says of roles is not read', async () => {
  const roles = ['administrator', 'urn:mace:koers.example:administrator']
  provider.lie = {
    ...claims({ roles, role: 'administrator', edumember_is_member_of: roles, eduperson_entitlement: roles, acr: LOA2 }),
    about: (about) => ({ ...about, roles, groups: roles, handle: 'ada', id: 'ada' }),
  }
  const browser = new Browser()
  await browser.get(await untilCallback(browser))
  expect(browser.visitor()?.person.grants.map(({ role }) => role)).toEqual(['employee'])
  expect(browser.visitor()?.waiting).toEqual([])
})

test('somebody of the HR file is known by their staff number, and by nothing else', async () => {
  const staffNumber = `p${randomUUID()}`
  const imported = addKnown(null, { staffNumber, email: 'hr@universiteit.example' })
  const sameMail = new Browser()
  provider.account = employee(`sub-${randomUUID()}`, { email: 'hr@universiteit.example' })
  await sameMail.get(await untilCallback(sameMail))
  expect(sameMail.visitor()?.person.id).not.toBe(imported)

  provider.account = employee(`sub-${randomUUID()}`, { employee_number: staffNumber })
  const browser = new Browser()
  await browser.get(await untilCallback(browser))
  expect(browser.visitor()?.person.id).toBe(imported)

  // A second account with the same number is somebody's mistake, or worse: it waits until somebody has looked.
  provider.account = employee(`sub-${randomUUID()}`, { employee_number: staffNumber })
  const second = new Browser()
  expect(await expectNobody(second, await untilCallback(second))).toBe('waits')
})

test.each([
  ['no level at all', {}],
  ['a lower level', { acr: 'http://sign-in.example/assurance/loa1' }],
  ['a level that begins the same', { acr: `${LOA2}.5` }],
  ['a level that is a list', { acr: [LOA2] }],
  ['a confirmation from before it was asked for', { acr: LOA2, auth_time: seconds() - 3_600 }],
])('a confirmation answered with %s gives nothing', async (_, change) => {
  const browser = new Browser()
  await browser.get(await untilCallback(browser))
  const before = browser.cookie('__Host-koers')
  provider.lie = { claims: ({ acr: _acr, ...good }) => ({ ...good, ...change }) }
  const why = await expectNobody(browser, await untilCallback(browser, '?step-up=yes'))
  expect(['not-assured', 'not-right']).toContain(why)
  expect(browser.cookie('__Host-koers')).toBe(before)
  expect(browser.visitor()?.authSession.assured).toBe(false)
})

test('a level told outside the signed token does not count', async () => {
  const browser = new Browser()
  provider.lie = {
    claims: ({ acr: _, ...good }) => good,
    about: (about) => ({ ...about, acr: LOA2 }),
    answer: (answer) => answer.set('acr', LOA2),
  }
  expect(await expectNobody(browser, await untilCallback(browser, '?step-up=yes'))).toBe('not-assured')
})

test('several levels joined with spaces, as SURFconext sends them, are read one by one', async () => {
  const browser = new Browser()
  provider.lie = claims({ acr: `http://sign-in.example/assurance/loa1 ${LOA2}`, auth_time: seconds() })
  await browser.get(await untilCallback(browser, '?step-up=yes'))
  expect(browser.visitor()?.authSession.assured).toBe(true)
})

test('two tabs of one browser that sign in at once both arrive', async () => {
  const browser = new Browser()
  const first = await untilCallback(browser, '?to=/nl/stories')
  const second = await untilCallback(browser, '?to=/nl/catalogue')
  expect((await browser.get(first)).headers.get('Location')).toBe('/nl/stories')
  // The second finds that they are in.
  expect((await browser.get(second)).headers.get('Location')).toBe('/nl/my')
  expect(browser.visitor()).not.toBeNull()
})

const METADATA: Array<[string, (metadata: Record<string, unknown>) => Record<string, unknown>]> = [
  ['calls itself otherwise', (good) => ({ ...good, issuer: 'https://elsewhere.example' })],
  [
    'offers no signature but a shared secret',
    (good) => ({ ...good, id_token_signing_alg_values_supported: ['HS256'] }),
  ],
]

test.each(METADATA)('a service that %s is not used', async (_, metadata) => {
  provider.lie = { metadata }
  const answer = await new Browser().get(`${PORTAL}/sign-in/start`)
  expect(answer.headers.get('Location')).toMatch(/^\/nl\/sign-in\/problem\?why=unreachable/)
  expect(answer.headers.getSetCookie()).toEqual([])
})

test('a service without a page about people is believed by its token', async () => {
  provider.lie = {
    metadata: ({ userinfo_endpoint: _, ...rest }) => rest,
    claims: (good) => ({ ...good, ...employee(subject()) }),
  }
  const browser = new Browser()
  await browser.get(await untilCallback(browser))
  expect(browser.visitor()).not.toBeNull()
})

test('the secret of the portal at the service is told to the service alone', async () => {
  const browser = new Browser()
  await untilCallback(browser)
  expect(provider.asked[0]?.toString()).not.toContain(encodeURIComponent(settings().oidc?.clientSecret ?? '-'))
})

function addKnown(
  identity: { issuer: string; subject: string } | null,
  more: { email?: string; staffNumber?: string } = {},
): string {
  return inTransaction(database(), (tx) => {
    const actor = asSystem('operator', 'person.add')
    const personId = addPerson(tx, actor, { name: 'Ada Slachtoffer', language: 'nl', ...more }, now())
    if (identity) {
      addIdentity(tx, actor, { ...identity, personId, homeOrganisation: ORGANISATION }, now())
      grantRole(tx, asSystem('operator', 'role.grant'), { personId, role: 'administrator' }, now())
    }
    return personId
  })
}

test('a token made by the test itself is one the portal would take, were it signed by the service', () => {
  const made = token({ alg: 'RS256', kid: provider.key.kid }, { sub: 'x' }, signedBy(provider.key))
  expect(made.split('.')).toHaveLength(3)
})
