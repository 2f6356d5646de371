import * as client from 'openid-client'
import { log } from '../log.server.ts'
import { limitedFetch } from './limited-fetch.server.ts'
import type { OidcSettings } from './settings.ts'
import { ALGORITHMS } from './signed-token.server.ts'

/** How long one answer of the service is waited for, in seconds; the four of a sign-in pass within the 30 s of a request. */
const TIMEOUT_S = 5
const FRESH_MS = 3_600_000
/** A service that does not answer is not asked again by each click. */
const REST_MS = 3_000

type Known = { service: client.Configuration; at: number }
type Memory = { known?: Known; failedAt?: number; asking?: Promise<client.Configuration | null> }

const memories = new Map<string, Memory>()

function authentication(
  metadata: client.ServerMetadata,
  { clientAuth, clientSecret }: OidcSettings,
): client.ClientAuth {
  const methods = metadata.token_endpoint_auth_methods_supported
  // Without a list it is Basic (OpenID Connect Discovery 1.0, 3).
  const takesBasic = !methods || methods.includes('client_secret_basic')
  const isBasic = clientAuth === null ? takesBasic : clientAuth === 'basic'
  return isBasic ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret)
}

/** Asks the service for its metadata. Throws when it does not answer, when it calls itself otherwise, or when it signs in no way that counts. */
async function discover(oidc: OidcSettings): Promise<client.Configuration> {
  const isLoopback = oidc.issuer.startsWith('http:')
  const found = await client.discovery(new URL(oidc.issuer), oidc.clientId, undefined, client.None(), {
    timeout: TIMEOUT_S,
    [client.customFetch]: limitedFetch,
    execute: isLoopback ? [client.allowInsecureRequests] : [],
  })
  const { supportsPKCE: _, ...metadata } = found.serverMetadata()
  const offered = metadata.id_token_signing_alg_values_supported ?? ['RS256']
  const algorithms = ALGORITHMS.filter((one) => offered.includes(one))
  if (algorithms.length === 0) throw new Error('the sign-in service offers no signature that counts')
  const service = new client.Configuration(
    {
      ...metadata,
      id_token_signing_alg_values_supported: algorithms,
      userinfo_signing_alg_values_supported: algorithms,
    },
    oidc.clientId,
    {},
    authentication(metadata, oidc),
  )
  service.timeout = TIMEOUT_S
  service[client.customFetch] = limitedFetch
  if (isLoopback) client.allowInsecureRequests(service)
  // By itself openid-client trusts TLS for a token that came straight from the service, and leaves its signature unread.
  client.enableNonRepudiationChecks(service)
  return service
}

async function tryToDiscover(oidc: OidcSettings, memory: Memory, now: number): Promise<client.Configuration | null> {
  try {
    const service = await discover(oidc)
    memory.known = { service, at: now }
    delete memory.failedAt
    return service
  } catch (error) {
    memory.failedAt = now
    log('warn', 'the sign-in service did not say how it works', {
      error: error instanceof Error && 'code' in error ? String(error.code) : 'unreachable',
    })
    // What it said earlier holds on: its addresses change about never.
    return memory.known?.service ?? null
  } finally {
    delete memory.asking
  }
}

/**
 * The sign-in service as it describes itself, asked once an hour at most; nothing when it cannot be reached. Many who ask at once wait for
 * one answer. Only who signs in waits for it: no other page asks.
 */
export async function signInService(oidc: OidcSettings, now: Date): Promise<client.Configuration | null> {
  const at = Number(now)
  const key = `${oidc.issuer} ${oidc.clientId}`
  const memory = memories.get(key) ?? {}
  memories.set(key, memory)
  if (memory.known && at - memory.known.at < FRESH_MS) return memory.known.service
  if (memory.failedAt !== undefined && at - memory.failedAt < REST_MS) return memory.known?.service ?? null
  memory.asking ??= tryToDiscover(oidc, memory, at)
  return memory.asking
}

/** Forgets what the service said of itself; for tests that change it. */
export function clearSignInServices(): void {
  memories.clear()
}
