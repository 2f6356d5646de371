import type { Configuration } from 'openid-client'
import { SUBJECT, TOLERANCE_S } from './exchange.server.ts'
import { serviceKeys } from './service-keys.server.ts'
import type { OidcSettings } from './settings.ts'
import { isSignedByOneOf, readSignedToken, type SignedToken } from './signed-token.server.ts'

/** OpenID Connect Back-Channel Logout 1.0, 2.4. */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** How long after it was made a logout token counts, in seconds. */
const LONGEST_AGE_S = 300
/** Names of what a token is, in lower case; without a name it is what its claims say. */
const TYPES: ReadonlyArray<unknown> = [undefined, 'jwt', 'logout+jwt', 'application/logout+jwt']

/** What the service tells: who signed out there (`subject`), or which of its sign-ins ended (`sid`), or both. */
export type LogoutMessage = {
  issuer: string
  subject: string | null
  sid: string | null
  /** The name of this message, which comes once, and until when it would still count. In UTC milliseconds. */
  id: string
  until: number
}
type Read = { ok: true; value: LogoutMessage } | { ok: false; code: string }

function refused(code: string): Read {
  return { ok: false, code }
}

function isText(claim: unknown): claim is string {
  return typeof claim === 'string' && SUBJECT.test(claim)
}

function isEvent(claim: unknown): boolean {
  if (typeof claim !== 'object' || claim === null || Array.isArray(claim) || !Object.hasOwn(claim, EVENT)) return false
  const event = (claim as Record<string, unknown>)[EVENT]
  return typeof event === 'object' && event !== null && !Array.isArray(event)
}

function isFor(audience: unknown, clientId: string): boolean {
  return Array.isArray(audience) ? audience.includes(clientId) : audience === clientId
}

/** Whether its times fit: made within the last minutes, and not over. */
function isTimely({ iat, exp, nbf }: SignedToken['claims'], now: number): boolean {
  if (typeof iat !== 'number' || !(iat <= now + TOLERANCE_S && iat >= now - LONGEST_AGE_S)) return false
  if (exp !== undefined && !(typeof exp === 'number' && exp > now - TOLERANCE_S)) return false
  return nbf === undefined || (typeof nbf === 'number' && nbf <= now + TOLERANCE_S)
}

/** The claims of a logout token, all checks but that of the signature done (Back-Channel Logout 1.0, 2.6). */
function messageIn({ header, claims }: SignedToken, issuer: string, clientId: string, now: Date): Read {
  const { iss, aud, azp, sub, sid, jti, iat } = claims
  const type = typeof header.typ === 'string' ? header.typ.toLowerCase() : header.typ
  if (!TYPES.includes(type)) return refused('typ')
  if (iss !== issuer) return refused('iss')
  if (!isFor(aud, clientId) || (azp !== undefined && azp !== clientId)) return refused('aud')
  if (!isTimely(claims, Number(now) / 1_000)) return refused('time')
  if (!isEvent(claims.events)) return refused('events')
  // A token of a sign-in has a nonce: it must not be taken for one of these.
  if ('nonce' in claims) return refused('nonce')
  if (!isText(jti)) return refused('jti')
  if ((sub === undefined && sid === undefined) || ![sub, sid].every((one) => one === undefined || isText(one)))
    return refused('sub')
  const until = (Number(iat) + LONGEST_AGE_S + TOLERANCE_S) * 1_000
  return { ok: true, value: { issuer, subject: sub ?? null, sid: sid ?? null, id: jti, until } as LogoutMessage }
}

/** Reads what the sign-in service tells of a sign-out there: claims first, because they cost nothing, then the signature by the service's own keys. */
export async function readLogoutToken(
  service: Configuration,
  oidc: OidcSettings,
  token: string,
  now: Date,
): Promise<Read> {
  const read = readSignedToken(token)
  if (!read) return refused('no_token')
  const message = messageIn(read, service.serverMetadata().issuer, oidc.clientId, now)
  if (!message.ok) return message
  const algorithms = service.serverMetadata().id_token_signing_alg_values_supported ?? []
  if (!algorithms.includes(String(read.header.alg))) return refused('alg')
  try {
    const keys = await serviceKeys(service, read.header.kid, now)
    return isSignedByOneOf(read, keys) ? message : refused('signature')
  } catch {
    return refused('no_keys')
  }
}
