import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LARGEST_ANSWER } from '#app/platform/oidc/limited-fetch.server.ts'
import { clearSignInServices } from '#app/platform/oidc/service.server.ts'
import { CLIENT, employee, LOA2 } from '#tests/support/oidc/accounts.ts'
import {
  type Lie,
  type LyingProvider,
  PLACES,
  type Place,
  startLyingProvider,
} from '#tests/support/oidc/lying-provider.ts'
import { Browser, CALLBACK, countSignIns, openPortal, PORTAL } from '#tests/support/oidc/portal-auth.ts'

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
  provider.lie = {}
  provider.account = employee(`sub-${randomUUID()}`)
})

const seconds = () => Math.floor(Date.now() / 1_000)

/** Signs in until the portal has answered; says where it then leads. */
async function signIn(browser: Browser, search = ''): Promise<URL> {
  const started = await browser.get(`${PORTAL}/sign-in/start${search}`)
  const { at } = await browser.follow(PORTAL, started)
  const answer = at.startsWith(CALLBACK) ? await browser.get(at) : started
  return new URL(answer.headers.get('Location') ?? '', PORTAL)
}

async function expectRefused(lie: Lie, search = ''): Promise<string | null> {
  const browser = new Browser()
  provider.lie = lie
  const before = countSignIns()
  const { pathname, searchParams } = await signIn(browser, search)
  expect([pathname, countSignIns(), browser.visitor()]).toEqual(['/nl/sign-in/problem', before, null])
  return searchParams.get('why')
}

/** Claims as they should be, with these changed; `undefined` leaves one out. */
const claims = (change: object): Lie => ({ claims: (good) => ({ ...good, ...change }) })

/** Moments of a confirmation that count for nothing (A11): in seconds from now, or no moment at all. */
const MOMENTS: ReadonlyArray<[string, () => unknown]> = [
  ['none', () => undefined],
  ['null', () => null],
  ['a text', () => String(seconds())],
  ['a date as text', () => new Date().toISOString()],
  ['an empty text', () => ''],
  ['true', () => true],
  ['a list', () => [seconds()]],
  ['an object', () => ({ at: seconds() })],
  ['a number below zero', () => -1],
  ['zero', () => 0],
  ['one', () => 1],
  ['milliseconds', () => Date.now()],
  ['nine billion', () => 9e9],
  ['the largest whole number', () => Number.MAX_SAFE_INTEGER],
  ...[35, 60, 120, 300, 3_600, 86_400, 31_536_000].map((ahead): [string, () => unknown] => [
    `${ahead} seconds ahead`,
    () => seconds() + ahead,
  ]),
  ...[35, 60, 120, 300, 600, 3_600, 28_800, 86_400, 31_536_000].map((ago): [string, () => unknown] => [
    `${ago} seconds ago`,
    () => seconds() - ago,
  ]),
  ['half a second more than the clocks may differ', () => Date.now() / 1_000 + 32.5],
]

test.each(MOMENTS)('a confirmation whose moment is %s gives nothing', async (_, moment) => {
  expect(await expectRefused(claims({ acr: LOA2, auth_time: moment() }), '?step-up=yes')).toBe('not-right')
})

test.each([
  ['now', 0],
  ['while it was under way', -1],
  ['as far ahead as clocks may differ', 25],
  ['as far back as clocks may differ', -25],
])('a confirmation %s counts', async (_, away) => {
  provider.lie = claims({ acr: LOA2, auth_time: seconds() + away })
  const browser = new Browser()
  await signIn(browser, '?step-up=yes')
  expect(browser.visitor()?.authSession.assured).toBe(true)
})

test('an ordinary sign-in with the level of a second factor counts as one only with its moment', async () => {
  for (const [moment, assured] of [
    [undefined, false],
    [seconds() - 7_200, true],
  ] as const) {
    provider.lie = claims({ acr: LOA2, auth_time: moment })
    const browser = new Browser()
    await signIn(browser)
    expect(browser.visitor()?.authSession.assured).toBe(assured)
  }
  expect(await expectRefused(claims({ auth_time: seconds() + 600 }))).toBe('not-right')
})

test('a confirmation asks for a new proof, its moment and its level; an ordinary sign-in does not', async () => {
  await signIn(new Browser(), '?step-up=yes')
  expect(Object.fromEntries(provider.asked[0] ?? [])).toMatchObject({ prompt: 'login', max_age: '0', acr_values: LOA2 })
  await signIn(new Browser())
  expect([...(provider.asked[0]?.keys() ?? [])]).not.toEqual(expect.arrayContaining(['max_age']))
})

/** Whom a token can say it was given out to (A12), beside the portal itself. */
const PARTIES: ReadonlyArray<unknown> = [
  'another.example',
  '',
  ' ',
  null,
  7,
  0,
  true,
  false,
  [],
  [CLIENT.id],
  {},
  { id: CLIENT.id },
  `${CLIENT.id} `,
  ` ${CLIENT.id}`,
  CLIENT.id.toUpperCase(),
  `${CLIENT.id}/`,
  `${CLIENT.id}\0`,
]
const AUDIENCES = [CLIENT.id, [CLIENT.id]] as const

test.each(PARTIES.flatMap((azp) => AUDIENCES.map((aud) => ({ azp, aud }))))(
  'a token given out to $azp for $aud lets nobody in',
  async (change) => {
    expect(await expectRefused(claims(change))).toBe('not-right')
  },
)

test.each(AUDIENCES)('a token given out to the portal itself, for %j, lets in', async (aud) => {
  provider.lie = claims({ azp: CLIENT.id, aud })
  const browser = new Browser()
  await signIn(browser)
  expect(browser.visitor()).not.toBeNull()
})

/** Subjects that are no name (A13). */
const SUBJECTS: ReadonlyArray<[string, string]> = [
  ['256 characters', 'a'.repeat(256)],
  ['10,000 characters', 'a'.repeat(10_000)],
  ['100,000 characters', 'a'.repeat(100_000)],
  ...[0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 31, 127].map((code): [string, string] => [
    `control character ${code}`,
    `a${String.fromCharCode(code)}b`,
  ]),
  ...[0x80, 0x85, 0xa0, 0xad, 0xe9, 0x200b, 0x202e, 0x2028, 0x2066, 0xfeff, 0xfffd, 0xffff].map(
    (code): [string, string] => [`U+${code.toString(16)}`, `a${String.fromCharCode(code)}`],
  ),
  ['a high surrogate alone', 'a\ud800'],
  ['a low surrogate alone', '\udc00a'],
  ['a pair of surrogates', 'a\u{1f600}'],
  ['a line end at its end', 'a\n'],
]

test.each(SUBJECTS)('a subject with %s lets nobody in', async (_, sub) => {
  provider.lie = { claims: (good) => ({ ...good, sub }), about: (about) => ({ ...about, sub }) }
  expect(await expectRefused(provider.lie)).toBe('not-right')
})

test.each([
  ['one character', () => 'a'],
  ['255 characters', () => randomUUID().padEnd(255, '~')],
  ['a space and signs', () => ` !"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~${randomUUID()}`],
])('a subject of %s lets in', async (_, make) => {
  const sub = make()
  provider.lie = { claims: (good) => ({ ...good, sub }), about: (about) => ({ ...about, sub }) }
  const browser = new Browser()
  await signIn(browser)
  expect(browser.visitor()).not.toBeNull()
})

const MB = 1024 * 1024
const JSON_TYPE = { 'Content-Type': 'application/json' }
/** More than one answer may hold, and what waits in the buffers of both ends of a connection. */
const READ_AT_MOST = 12 * MB

/** How much of what was poured left, and whether the portal ended it. */
type Poured = { bytes: number; isCut: boolean }

/** Writes blanks until the portal closes the connection, or 40 MB are gone. */
function pour(response: ServerResponse, poured: Poured): void {
  const piece = Buffer.alloc(64 * 1024, 32)
  response.once('close', () => {
    poured.isCut = !response.writableFinished
  })
  const more = () => {
    while (poured.bytes < 40 * MB && !response.destroyed) {
      poured.bytes += piece.length
      if (!response.write(piece)) return void response.once('drain', more)
    }
    response.end()
  }
  more()
}

/** Ways to answer without end (A14). */
const FLOODS: ReadonlyArray<[string, (response: ServerResponse) => ServerResponse]> = [
  ['JSON', (response) => response.writeHead(200, JSON_TYPE)],
  ['text', (response) => response.writeHead(200, { 'Content-Type': 'text/html' })],
  ['a token', (response) => response.writeHead(200, { 'Content-Type': 'application/jwt' })],
  ['a refusal', (response) => response.writeHead(400, JSON_TYPE)],
  ['a failure', (response) => response.writeHead(500, JSON_TYPE)],
  ['a redirect', (response) => response.writeHead(302, { Location: '/x' })],
  ['JSON of 200 MB', (response) => response.writeHead(200, { ...JSON_TYPE, 'Content-Length': String(200 * MB) })],
]
const ADDRESSES = Object.keys(PLACES) as Place[]

test.each(ADDRESSES.flatMap((place) => FLOODS.map(([how, begin]) => ({ place, how, begin }))))(
  '$how without end at the address of $place is cut, and nobody is signed in',
  async ({ place, begin }) => {
    const poured = { bytes: 0, isCut: false }
    const why = await expectRefused({
      instead: { [place]: (response: ServerResponse) => pour(begin(response), poured) },
    })
    expect(['not-right', 'unreachable']).toContain(why)
    await expect.poll(() => poured.isCut).toBe(true)
    expect(poured.bytes).toBeLessThan(READ_AT_MOST)
  },
)

test.each(ADDRESSES.flatMap((place) => [1, MB, 8 * MB].map((more) => ({ place, more }))))(
  'a good answer with $more bytes too many at the address of $place lets nobody in',
  async ({ place, more }) => {
    const why = await expectRefused({ padded: { [place]: LARGEST_ANSWER + more } })
    expect(['not-right', 'unreachable']).toContain(why)
  },
)

test('answers of exactly the most let in', async () => {
  provider.lie = { padded: Object.fromEntries(ADDRESSES.map((place) => [place, LARGEST_ANSWER])) }
  const browser = new Browser()
  await signIn(browser)
  expect(browser.visitor()).not.toBeNull()
})
