import { randomUUID, sign as signWith } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { clearSignInServices } from '#app/platform/oidc/service.server.ts'
import { clearServiceKeys } from '#app/platform/oidc/service-keys.server.ts'
import { CLIENT, employee } from '#tests/support/oidc/accounts.ts'
import {
  hmacWith,
  hmacWithPublicKey,
  newKey,
  type Signature,
  signedBy,
  token,
  unsigned,
} from '#tests/support/oidc/keys.ts'
import { type LyingProvider, startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { Browser, openPortal, PORTAL } from '#tests/support/oidc/portal-auth.ts'
import { endSessionsForService } from './backchannel-logout.server.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const otherKey = newKey('true')
const unknownKey = newKey('unknown')

let provider: LyingProvider
let portal: { close(): void }
beforeAll(async () => {
  provider = await startLyingProvider()
  portal = openPortal(provider.issuer)
})
afterAll(async () => {
  portal.close()
  await provider.close()
})
beforeEach(() => {
  clearSignInServices()
  clearServiceKeys()
  provider.lie = {}
})

const seconds = () => Math.floor(Date.now() / 1_000)

/** Signs somebody in whose token has this name for where they are signed in. */
async function signedIn(sub: string, sid?: string): Promise<Browser> {
  const browser = new Browser()
  provider.account = employee(sub)
  provider.lie = { claims: (good) => ({ ...good, ...(sid ? { sid } : {}) }) }
  const { at } = await browser.follow(PORTAL, await browser.get(`${PORTAL}/sign-in/start`))
  await browser.get(at)
  expect(browser.visitor()).not.toBeNull()
  provider.lie = {}
  return browser
}

type Made = { claims?: Record<string, unknown>; header?: Record<string, unknown>; sign?: Signature }

function logoutToken({ claims, header, sign = signedBy(provider.key) }: Made): string {
  const good = {
    iss: provider.issuer,
    aud: CLIENT.id,
    iat: seconds(),
    exp: seconds() + 120,
    jti: randomUUID(),
    events: { [EVENT]: {} },
  }
  return token({ alg: 'RS256', kid: provider.key.kid, typ: 'logout+jwt', ...header }, { ...good, ...claims }, sign)
}

function send(sent: string) {
  const { oidc } = settings()
  if (!oidc) throw new Error('no service')
  return endSessionsForService(database(), authStore(), oidc, sent, now())
}

test('who signs out at the service is signed out here, everywhere, and nobody else is', async () => {
  const [one, two, other] = [await signedIn('anna', 'a1'), await signedIn('anna', 'a2'), await signedIn('bram', 'b1')]
  expect(await send(logoutToken({ claims: { sub: 'anna' } }))).toEqual({ ok: true, value: 2 })
  expect([one.visitor(), two.visitor()]).toEqual([null, null])
  expect(other.visitor()).not.toBeNull()
})

test('one sign-in at the service ends by its name, with or without the person beside it', async () => {
  const [one, two] = [await signedIn('carla', 'c1'), await signedIn('carla', 'c2')]
  expect(await send(logoutToken({ claims: { sid: 'c1' } }))).toEqual({ ok: true, value: 1 })
  expect([one.visitor(), two.visitor() === null]).toEqual([null, false])
  const three = await signedIn('carla', 'c3')
  expect(await send(logoutToken({ claims: { sid: 'c3', sub: 'carla' } }))).toEqual({ ok: true, value: 1 })
  expect([three.visitor(), two.visitor() === null]).toEqual([null, false])
})

test('the name of a sign-in of somebody else, and a person nobody knows, end nothing', async () => {
  const [one, two] = [await signedIn('dirk', 'd1'), await signedIn('eva', 'e1')]
  for (const claims of [
    { sub: 'dirk', sid: 'e1' },
    { sub: 'nobody' },
    { sid: 'nothing' },
    { sub: 'nobody', sid: 'd1' },
  ])
    expect(await send(logoutToken({ claims }))).toEqual({ ok: true, value: 0 })
  expect([one.visitor() === null, two.visitor() === null]).toEqual([false, false])
})

test('where the service told no name at the beginning, all sign-ins of the person end', async () => {
  const one = await signedIn('frits')
  expect(await send(logoutToken({ claims: { sub: 'frits', sid: 'f1' } }))).toEqual({ ok: true, value: 1 })
  expect(one.visitor()).toBeNull()
})

test('the same message does nothing a second time', async () => {
  const message = logoutToken({ claims: { sub: 'gerda' } })
  await signedIn('gerda')
  expect(await send(message)).toEqual({ ok: true, value: 1 })
  const again = await signedIn('gerda')
  expect(await send(message)).toEqual({ ok: false, problem: 'not-right' })
  expect(again.visitor()).not.toBeNull()
})

test('a token without a type, without an end, for several clients, or some minutes old counts', async () => {
  await signedIn('hugo')
  for (const made of [
    { header: { typ: undefined } },
    { header: { typ: 'JWT' } },
    { claims: { exp: undefined } },
    { claims: { aud: [CLIENT.id, 'another.example'] } },
    { claims: { iat: seconds() - 280, exp: undefined } },
  ] satisfies Made[])
    expect(await send(logoutToken({ ...made, claims: { sub: 'hugo', ...made.claims } }))).toMatchObject({ ok: true })
})

const claim = (claims: Record<string, unknown>) => (): Made => ({ claims })

/** Messages that are not right, each in one point. */
const LIES: ReadonlyArray<[string, () => Made]> = [
  ['no signature', () => ({ header: { alg: 'none' }, sign: unsigned })],
  ['no signature, in capitals', () => ({ header: { alg: 'NONE' }, sign: unsigned })],
  ['a signature that was cut off', () => ({ sign: unsigned })],
  ['the public key as a secret', () => ({ header: { alg: 'HS256' }, sign: hmacWithPublicKey(provider.key) })],
  ['the secret of the portal as a key', () => ({ header: { alg: 'HS256' }, sign: hmacWith(CLIENT.secret) })],
  ['another key under the same name', () => ({ sign: signedBy(otherKey) })],
  ['a key that nobody knows', () => ({ header: { kid: 'unknown' }, sign: signedBy(unknownKey) })],
  [
    'a key of its own inside',
    () => ({ header: { kid: undefined, jwk: otherKey.publicKey.export({ format: 'jwk' }) }, sign: signedBy(otherKey) }),
  ],
  ['a place for keys of its own', () => ({ header: { jku: 'http://127.0.0.1:1/keys' }, sign: signedBy(otherKey) })],
  ['a kind of signature the service does not have', () => ({ header: { alg: 'ES256' } })],
  ['PS256 over a key for RS256', () => ({ header: { alg: 'PS256' } })],
  ['a critical header', () => ({ header: { crit: ['x'], x: 1 } })],
  ['an unencoded payload', () => ({ header: { b64: false } })],
  ['the type of an access token', () => ({ header: { typ: 'at+jwt' } })],
  ['a type that is a number', () => ({ header: { typ: 7 } })],
  ['another issuer', claim({ iss: 'https://elsewhere.example' })],
  ['no issuer', claim({ iss: undefined })],
  ['an issuer in a list', () => ({ claims: { iss: [provider.issuer] } })],
  ['another client', claim({ aud: 'another.example' })],
  ['no client', claim({ aud: undefined })],
  ['an empty list of clients', claim({ aud: [] })],
  ['a client that begins the same', claim({ aud: `${CLIENT.id}.evil` })],
  ['given out to another client', claim({ azp: 'another.example' })],
  ['no time', claim({ iat: undefined })],
  ['a time as text', () => ({ claims: { iat: String(seconds()) } })],
  ['made tomorrow', () => ({ claims: { iat: seconds() + 86_400 } })],
  ['made a minute ahead', () => ({ claims: { iat: seconds() + 60 } })],
  ['made ten minutes ago', () => ({ claims: { iat: seconds() - 600 } })],
  ['over', () => ({ claims: { exp: seconds() - 60 } })],
  ['an end as text', claim({ exp: '9999999999' })],
  ['not yet', () => ({ claims: { nbf: seconds() + 600 } })],
  ['no event', claim({ events: undefined })],
  ['an event as text', claim({ events: EVENT })],
  ['events in a list', claim({ events: [EVENT] })],
  ['another event', claim({ events: { 'http://schemas.openid.net/event/other': {} } })],
  ['an event that is a text', claim({ events: { [EVENT]: 'yes' } })],
  ['an event that is nothing', claim({ events: { [EVENT]: null } })],
  ['an event by inheritance', claim({ events: { __proto__: null, constructor: {} } })],
  ['a nonce', claim({ nonce: 'x' })],
  ['an empty nonce', claim({ nonce: null })],
  ['no name', claim({ jti: undefined })],
  ['an empty name', claim({ jti: '' })],
  ['a name that is a number', claim({ jti: 7 })],
  ['a name that is too long', claim({ jti: 'x'.repeat(256) })],
  ['nobody', claim({ sub: undefined, sid: undefined })],
  ['an empty person', claim({ sub: '' })],
  ['a person in a list', claim({ sub: ['victim'] })],
  ['a person with a control character', claim({ sub: 'victim\0' })],
  ['a sign-in that is a number', claim({ sid: 7 })],
]

test.each(LIES)('a sign-out with %s ends nothing', async (_, lie) => {
  const browser = await signedIn('victim')
  const { claims, ...rest } = lie()
  expect(await send(logoutToken({ ...rest, claims: { sub: 'victim', ...claims } }))).toEqual({
    ok: false,
    problem: 'not-right',
  })
  expect(browser.visitor()).not.toBeNull()
})

test.each(['', '.', '..', '...', 'a.b.c', 'x'.repeat(20_000), 'e30.e30.', 'e30.e30.e30.e30.e30', '\u00e9.e30.e30'])(
  'what is no token at all ends nothing: %j',
  async (text) => {
    expect(await send(text.slice(0, 20_000))).toEqual({ ok: false, problem: 'not-right' })
  },
)

test('made-up names of keys ask the service for its keys once a minute, whoever makes them up', async () => {
  let asked = 0
  provider.lie = {
    instead: {
      keys: (response) => {
        asked++
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"keys":[]}')
      },
    },
  }
  for (let time = 0; time < 30; time++)
    await send(logoutToken({ header: { kid: `key-${time}` }, claims: { sub: 'x' }, sign: signedBy(unknownKey) }))
  expect(asked).toBe(1)
})

test('the test’s own way to sign is the one the portal would take', () => {
  const input = 'a.b'
  expect(signedBy(otherKey)(input)).toBe(
    signWith('sha256', Buffer.from(input), otherKey.privateKey).toString('base64url'),
  )
})
