import { createHash } from 'node:crypto'
import * as client from 'openid-client'
import { done } from '../outcome.ts'
import type { OidcSettings } from './settings.ts'

/** What is kept of a sign-in on its flow, until the browser comes back. */
export type OidcFlow = { state: string; nonce: string; verifier: string; stepUp: boolean; startedAt: number }

/** Who the service says came: issuer and subject, how surely, and what else it told. Everything here has been checked against signature, time and addressee. */
export type VerifiedClaims = {
  issuer: string
  subject: string
  /** How they proved who they are, as the service names it. */
  acr: ReadonlyArray<string>
  /** When they last proved at the service who they are, in UTC milliseconds; null when the service does not tell. Never in the future. */
  authenticatedAt: number | null
  /** The service's own name for where they are signed in there, which its back-channel logout repeats. */
  sid: string | null
  claims: Readonly<Record<string, unknown>>
}

export type ExchangeProblem = 'cancelled' | 'not-assured' | 'unreachable' | 'refused-by-service' | 'not-right'
/** `detail` is a code for the log, so that an operator sees which check it was; never a value. */
type Exchanged = { ok: true; value: VerifiedClaims } | { ok: false; problem: ExchangeProblem; detail: string }

/** In seconds: how far the clocks of the service and the portal may differ. openid-client allows as much. */
export const TOLERANCE_S = 30

/** Random values for a new sign-in: 256 bits each. */
export function startFlow(stepUp: boolean, now: Date): OidcFlow {
  return {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    stepUp,
    startedAt: Number(now),
  }
}

/** The address at the service to which the browser is sent: a code is asked for, bound to this browser by state, nonce and PKCE. */
export function addressAtService(service: client.Configuration, oidc: OidcSettings, flow: OidcFlow): string {
  return client.buildAuthorizationUrl(service, {
    redirect_uri: oidc.redirectUri,
    scope: oidc.scopes,
    response_type: 'code',
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: createHash('sha256').update(flow.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    // Asked anew, also from who is signed in at the service already. With `max_age` the service must tell when (OpenID Connect Core 3.1.2.1).
    ...(flow.stepUp ? { prompt: 'login', max_age: '0', acr_values: oidc.stepUp.join(' ') } : {}),
  }).href
}

/** Whether nobody answered, or not in time, or with a failure of their own: fetch says TypeError or DOMException, openid-client has codes. */
function isUnreachable(error: unknown): boolean {
  if (error instanceof DOMException || (error instanceof TypeError && !('code' in error))) return true
  if (!(error instanceof client.ClientError)) return false
  return error.code === 'OAUTH_TIMEOUT' || (error.cause instanceof Response && error.cause.status >= 500)
}

function problemOf(error: unknown): ExchangeProblem {
  if (error instanceof client.AuthorizationResponseError) {
    if (error.error === 'access_denied') return 'cancelled'
    return error.error === 'unmet_authentication_requirements' ? 'not-assured' : 'refused-by-service'
  }
  return isUnreachable(error) ? 'unreachable' : 'not-right'
}

/** The code of an error, when it is one: what else a service writes there is not for the log. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'error' in error ? error.error : 'code' in error ? error.code : error.name
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : error.name
}

function refused(problem: ExchangeProblem, detail: string): Exchanged {
  return { ok: false, problem, detail }
}

function acrOf(claim: unknown): string[] {
  // SURFconext joins several with spaces.
  return typeof claim === 'string' ? claim.split(' ').filter(Boolean) : []
}

/** A name as OpenID Connect Core 2 allows for `sub`: at most 255 ASCII characters, none of them a control character. */
export const SUBJECT = /^[\x20-\x7e]{1,255}$/

/** Seconds since 1970 as a claim gives them; null when it is there and is no such number. */
function secondsOf(claim: unknown): number | null | undefined {
  if (claim === undefined) return undefined
  return typeof claim === 'number' && Number.isFinite(claim) && claim >= 0 ? claim : null
}

/**
 * The check of a token that openid-client leaves alone and that fails, null when all hold: made in the future; a confirmation that is from
 * before it was asked for, from the future or without its moment; given out to another client (Core 3.1.3.7); a subject that is no name.
 */
function failedCheck(token: client.IDToken, oidc: OidcSettings, flow: OidcFlow, now: Date): string | null {
  const latest = Number(now) / 1_000 + TOLERANCE_S
  const authTime = secondsOf(token.auth_time)
  if (token.iat > latest) return 'time'
  if (authTime === null || (authTime !== undefined && authTime > latest)) return 'auth_time'
  if (flow.stepUp && (authTime === undefined || authTime < flow.startedAt / 1_000 - TOLERANCE_S)) return 'auth_time'
  if (token.azp !== undefined && token.azp !== oidc.clientId) return 'azp'
  return SUBJECT.test(token.sub) ? null : 'sub'
}

/** Whether the service says, in its signed token, that they proved who they are by one of the levels that count, and when. */
export function isAssured({ acr, authenticatedAt }: VerifiedClaims, oidc: OidcSettings): boolean {
  return authenticatedAt !== null && acr.some((one) => oidc.stepUp.includes(one))
}

function verifiedClaims(token: client.IDToken, about: object, now: Date): VerifiedClaims {
  const { auth_time: authTime, sid } = token
  return {
    issuer: token.iss,
    subject: token.sub,
    acr: acrOf(token.acr),
    authenticatedAt: authTime === undefined ? null : Math.min(authTime * 1_000, Number(now)),
    sid: typeof sid === 'string' && SUBJECT.test(sid) ? sid : null,
    claims: { ...about, ...token },
  }
}

/**
 * Exchanges what the browser came back with for who it is: checks state and issuer of the answer, then signature, issuer, addressee,
 * times and nonce of the token, then that the service's page about the person is about the same one.
 */
export async function exchange(
  service: client.Configuration,
  oidc: OidcSettings,
  answer: { search: string; flow: OidcFlow },
  now: Date,
): Promise<Exchanged> {
  const { flow } = answer
  try {
    const tokens = await client.authorizationCodeGrant(service, new URL(oidc.redirectUri + answer.search), {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    })
    const token = tokens.claims()
    if (!token) return refused('not-right', 'no_token')
    const failed = failedCheck(token, oidc, flow, now)
    if (failed) return refused('not-right', failed)
    const about = service.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(service, tokens.access_token, token.sub)
      : {}
    const verified = verifiedClaims(token, about, now)
    if (flow.stepUp && !isAssured(verified, oidc)) return refused('not-assured', 'acr')
    return done(verified)
  } catch (error) {
    return refused(problemOf(error), detailOf(error))
  }
}
