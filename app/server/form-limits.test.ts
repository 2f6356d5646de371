import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { useActionData } from '@remix-run/react'
import { createElement } from 'react'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { closeDatabase } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { defineForm } from '#app/platform/http/form/define-form.server.ts'
import { typed } from '#app/platform/http/form/fields.server.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { createRateLimiter } from '#app/platform/http/rate-limiter.server.ts'
import { RATE_LIMITS } from '#app/platform/http/rate-limits.ts'
import { openAuthStore } from '#db/auth-store.server.ts'
import { ask, ownForm } from '#tests/support/ask.ts'
import { peopleDatabase } from '#tests/support/database.ts'
import { visitorFor } from '#tests/support/forms.ts'
import { personOf } from '#tests/support/people.ts'
import { cookieOfToken, serveRoutes } from '#tests/support/test-routes.ts'

const KIB = 1024
const intents = { send: { text: typed(z.string()) } }
const large = { body: 300 * KIB }
const small = defineForm({ name: 'small', permission: 'access-needs.save-own', intents })
const big = defineForm({ name: 'big', permission: 'access-needs.save-own', intents, largest: large })
const desk = defineForm({ name: 'desk', permission: 'portal.configure', intents, largest: large })

function Page() {
  const refused = useActionData() as FormAnswer | undefined
  return createElement('p', {}, JSON.stringify([refused?.problems[0], refused?.sent.text?.[0]?.length]))
}
function routeOf(form: typeof small | typeof big | typeof desk, handle: object = {}) {
  return {
    default: Page,
    handle,
    loader: () => null,
    action: (args: Parameters<typeof answerForm>[1]) => answerForm(form, args, () => '/nl'),
  }
}

const TOKEN = 'S'.repeat(43)
let server: Awaited<ReturnType<typeof serveRoutes>>
let folder = ''
let now = 0

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'koers-limits-'))
  vi.stubEnv('DATA_DIR', folder)
  const store = openAuthStore(':memory:')
  const limits = { ...RATE_LIMITS, forms: { account: 3, address: 4, within: 60_000 } }
  const limiter = createRateLimiter(
    () => store,
    limits,
    () => now,
  )
  server = await serveRoutes(
    {
      ':language/small': routeOf(small),
      ':language/hr/offers/:id/keep': routeOf(small),
      ':language/big': routeOf(big, { largestBody: large.body }),
      ':language/desk-form': routeOf(desk, { largestBody: large.body }),
    },
    { visitors: { [TOKEN]: visitorFor(personOf(peopleDatabase(), 'sanne')) }, limiter },
  )
})
afterAll(async () => {
  await server.close()
  closeDatabase()
  rmSync(folder, { recursive: true, force: true })
})

async function send(address: string, text: string, isSignedIn = true) {
  const form = ownForm(server.origin, { text })
  const cookie: Record<string, string> = isSignedIn ? { Cookie: cookieOfToken(TOKEN) } : {}
  return ask(server.origin, address, { ...form, headers: { ...form.headers, ...cookie } })
}

test('somebody who is signed in gets the form back with what they typed, and far above the limit the plain page', async () => {
  now += 3_600_000
  const statuses: number[] = []
  for (let n = 0; n < 3; n++) statuses.push((await send('/nl/small', 'x')).status)
  expect(statuses).toEqual([303, 303, 303])
  const refused = await send('/en/small', 'kept')
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '20'])
  expect(refused.body).toContain('too-often')
  expect(refused.body).toContain('Wait a minute')
  expect(refused.body).toMatch(/,4\]<\/p>$/)
  for (let n = 4; n < 30; n++) expect((await send('/nl/small', 'x')).body).toContain('too-often')
  const plain = await send('/nl/small', 'x')
  expect(plain.status).toBe(429)
  expect(plain.body).toContain('<h1>Even geduld</h1>')
  now += 20_000
  expect((await send('/nl/small', 'x')).status).toBe(303)
})

test('what an editor keeps by itself counts apart from the forms that somebody sends', async () => {
  now += 3_600_000
  for (let n = 0; n < 4; n++) await send('/nl/small', 'x')
  expect((await send('/nl/small', 'x')).status).toBe(429)
  const kept = await send('/nl/hr/offers/o1/keep', 'x')
  expect(kept.status).toBe(303)
  expect((await send('/nl/hr/offers/o1/other/keep', 'x')).status).not.toBe(303)
})

test('without an auth session it is the plain page at once, and nobody reads the form', async () => {
  now += 3_600_000
  for (let n = 0; n < 4; n++) expect((await send('/nl/small', 'typed', false)).status).toBe(401)
  const refused = await send('/nl/small', 'typed', false)
  expect(refused.status).toBe(429)
  expect(refused.body).toContain('<h1>Even geduld</h1>')
})

test('a body above the default reaches only a route that declares more, up to what it declares', async () => {
  now += 3_600_000
  const text = 'x'.repeat(100 * KIB)
  expect((await send('/nl/big', text)).status).toBe(303)
  expect((await send('/nl/big.data', text)).status).toBe(202)
  for (const address of ['/nl/small', '/nl/small.data', '/nl/nothing', '/nl'])
    expect((await send(address, text)).status, address).toBe(413)
  expect((await send('/nl/big', 'x'.repeat(300 * KIB))).status).toBe(413)
})

test('a large form is not received from somebody who may not send it', async () => {
  now += 3_600_000
  const text = 'x'.repeat(100 * KIB)
  expect((await send('/nl/big', text, false)).headers.location).toMatch(/^\/nl\/sign-in/)
  expect((await send('/nl/desk-form', text)).status).toBe(404)
})

test('a body that does not announce its length is cut at the default, whatever its route declares', async () => {
  now += 3_600_000
  const { host } = new URL(server.origin)
  const answer = await new Promise<string>((resolve) => {
    const headers = {
      Origin: server.origin,
      Cookie: cookieOfToken(TOKEN),
      'Content-Type': 'application/x-www-form-urlencoded',
      'Transfer-Encoding': 'chunked',
    }
    const [hostname, port] = host.split(':')
    const sent = httpRequest({ hostname, port, path: '/nl/big', method: 'POST', headers }, (got) => {
      got.resume()
      resolve(String(got.statusCode))
    })
    sent.on('error', () => resolve('cut'))
    sent.end(`text=${'x'.repeat(100 * KIB)}`)
  })
  expect(['cut', '400']).toContain(answer)
})
