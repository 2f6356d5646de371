import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ask } from '#tests/support/ask.ts'
import { CLIENT, employee, LOA2 } from '#tests/support/oidc/accounts.ts'
import { type Lie, startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { underAttackWithService } from '#tests/support/portal-under-attack.ts'

const seconds = () => Math.floor(Date.now() / 1_000)
const claims = (change: object): Lie => ({ claims: (good) => ({ ...good, ...change }) })
const named = (sub: string): Lie => ({
  claims: (good) => ({ ...good, sub }),
  about: (about) => ({ ...about, sub }),
})

/** What the service says, whether a confirmation was asked for, and the finding it belongs to. Many more are in `oidc-lies.test.ts`. */
const LIES: ReadonlyArray<readonly [string, () => Lie, search?: string]> = [
  ['A11: no moment', () => claims({ acr: LOA2, auth_time: undefined }), '?step-up=yes'],
  ['A11: nine billion', () => claims({ acr: LOA2, auth_time: 9e9 }), '?step-up=yes'],
  ['A11: ten minutes ahead', () => claims({ acr: LOA2, auth_time: seconds() + 600 }), '?step-up=yes'],
  ['A12: another client', () => claims({ azp: 'another.example' })],
  ['A12: another client, for a list of one', () => claims({ azp: 'another.example', aud: [CLIENT.id] })],
  ['A12: no client', () => claims({ azp: '' })],
  ['A13: 256 characters', () => named('a'.repeat(256))],
  ['A13: 10,000 characters', () => named('a'.repeat(10_000))],
  ['A13: NUL', () => named('a\0b')],
  ['A13: a lone surrogate', () => named('a\ud800')],
  ['A13: another letter', () => named('\u00e9')],
  ['A14: a good token in 2 MB', () => ({ padded: { token: 2 * 1024 * 1024 } })],
  ['A14: a good page about the person in 2 MB', () => ({ padded: { about: 2 * 1024 * 1024 } })],
]

test('A11 to A14: a service that says too little, too much or something else signs nobody in', async () => {
  const provider = await startLyingProvider()
  try {
    await underAttackWithService(provider.issuer, {}, async ({ origin }) => {
      const cameIn = async (search = '') => {
        provider.account = employee(`sub-${randomUUID()}`)
        const begun = await ask(origin, `/sign-in/start${search}`)
        const [flow = ''] = (begun.headers['set-cookie'] ?? []).at(-1)?.split(';') ?? []
        const answered = await fetch(begun.headers.location ?? '', { redirect: 'manual' })
        const back = new URL(answered.headers.get('location') ?? '')
        const { headers } = await ask(origin, back.pathname + back.search, { headers: { Cookie: flow } })
        return (headers['set-cookie'] ?? []).some((one) => /^__Host-koers=[^;]/.test(one))
      }
      expect(await cameIn()).toBe(true)
      const believed: string[] = []
      for (const [name, lie, search] of LIES) {
        provider.lie = lie()
        if (await cameIn(search)) believed.push(name)
      }
      expect(believed).toEqual([])
    })
  } finally {
    await provider.close()
  }
})

test('a sign-out of the service needs no page of the portal, only its token; no other address is open like that', async () => {
  const provider = await startLyingProvider()
  try {
    await underAttackWithService(provider.issuer, {}, async ({ origin }) => {
      const send = (path: string, type = 'application/x-www-form-urlencoded') =>
        ask(origin, path, { method: 'POST', body: 'logout_token=a.b.c', headers: { 'Content-Type': type } })
      const answer = await send('/sign-in/backchannel-logout')
      expect([answer.status, answer.headers['cache-control']]).toEqual([400, 'no-store'])
      for (const path of ['/sign-in/backchannel-logout/', '/sign-in/Backchannel-logout', '/sign-out', '/nl/my'])
        expect((await send(path)).status, path).toBe(403)
      for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x'])
        expect((await send('/sign-in/backchannel-logout', type)).status, type).toBe(403)
    })
  } finally {
    await provider.close()
  }
})
