import type { Configuration } from 'openid-client'
import { isSafeOrigin } from '../loopback.ts'
import { limitedFetch } from './limited-fetch.server.ts'
import type { PublishedKey } from './signed-token.server.ts'

const FRESH_MS = 3_600_000
/** Keys are asked for anew because of a name that is not among them no more often than this, whoever makes up names. */
const PAUSE_MS = 60_000
const TIMEOUT_MS = 5_000

type Known = { keys: ReadonlyArray<PublishedKey>; at: number }
const known = new Map<string, Known>()
const asking = new Map<string, Promise<ReadonlyArray<PublishedKey>>>()

async function askForKeys(address: string, now: number): Promise<ReadonlyArray<PublishedKey>> {
  const url = new URL(address)
  if (!isSafeOrigin(url)) throw new Error('the keys of the sign-in service need https')
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const response = await limitedFetch(url.href, { method: 'GET', headers: { Accept: 'application/json' }, signal })
  const answer = (await response.json()) as { keys?: unknown }
  if (response.status !== 200 || !Array.isArray(answer.keys)) throw new Error('the sign-in service gives no keys')
  const keys = answer.keys.filter((key): key is PublishedKey => typeof key === 'object' && key !== null)
  known.set(address, { keys, at: now })
  return keys
}

/** The keys by which the sign-in service signs: asked once an hour, and once a minute at most for a key that is not among them. Throws when it gives none. */
export async function serviceKeys(
  service: Configuration,
  kid: unknown,
  now: Date,
): Promise<ReadonlyArray<PublishedKey>> {
  const address = service.serverMetadata().jwks_uri
  if (!address) throw new Error('the sign-in service names no keys')
  const at = Number(now)
  const before = known.get(address)
  const isThere = kid === undefined || before?.keys.some((key) => key.kid === kid)
  if (before && at - before.at < (isThere ? FRESH_MS : PAUSE_MS)) return before.keys
  const running = asking.get(address) ?? askForKeys(address, at).finally(() => asking.delete(address))
  asking.set(address, running)
  return running
}

/** Forgets all keys; for tests that change them. */
export function clearServiceKeys(): void {
  known.clear()
}
