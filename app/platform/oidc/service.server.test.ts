import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSettings } from '#app/platform/env.server.ts'
import { CLIENT, ORGANISATION } from '#tests/support/oidc/accounts.ts'
import { type LyingProvider, startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { clearSignInServices, signInService } from './service.server.ts'
import type { OidcSettings } from './settings.ts'

// What the portal warns of here is meant to go wrong.
process.env.LOG_LEVEL = 'silent'

const HOUR = 3_600_000
const at = (ms: number) => new Date(Date.parse('2027-02-01T09:00:00Z') + ms)

let provider: LyingProvider
let oidc: OidcSettings
let asked = 0
beforeEach(async () => {
  clearSignInServices()
  provider = await startLyingProvider()
  asked = 0
  provider.lie = {
    metadata: (good) => {
      asked++
      return good
    },
  }
  const read = readSettings({
    PUBLIC_ORIGIN: 'http://127.0.0.1:4999',
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_HOME_ORGANISATIONS: ORGANISATION,
  }).oidc
  if (!read) throw new Error('no service')
  oidc = read
})
afterEach(() => provider.close())

test('many who sign in at once wait for one answer, and the next hour needs no other', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => signInService(oidc, at(0))))
  expect(new Set(all).size).toBe(1)
  await signInService(oidc, at(HOUR - 1))
  expect(asked).toBe(1)
  await signInService(oidc, at(HOUR))
  expect(asked).toBe(2)
})

test('only signatures that count are asked for, whatever the service offers', async () => {
  const service = await signInService(oidc, at(0))
  expect(service?.serverMetadata().id_token_signing_alg_values_supported).toEqual(['RS256'])
})

test('a service that is away is nothing, is left in peace for some seconds, and is found when it is back', async () => {
  const good = provider.lie
  provider.lie = {
    metadata: (metadata) => {
      asked++
      return { ...metadata, issuer: 'https://elsewhere.example' }
    },
  }
  expect(await signInService(oidc, at(0))).toBeNull()
  provider.lie = good
  expect(await signInService(oidc, at(2_999))).toBeNull()
  expect(asked).toBe(1)
  expect(await signInService(oidc, at(3_000))).not.toBeNull()
  expect(asked).toBe(2)
})

test('what a service said earlier holds on when it is away an hour later', async () => {
  const first = await signInService(oidc, at(0))
  await provider.close()
  expect(await signInService(oidc, at(HOUR))).toBe(first)
})
