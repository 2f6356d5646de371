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
  claims: Readonly<Record<string, unknown>>
}

export type ExchangeProblem = 'cancelled' | 'not-assured' | 'unreachable' | 'refused-by-service' | 'not-right'
/** `detail` is a code for the log, so that an operator sees which check it was; never a value. */
type Exchanged = { ok: true; value: VerifiedClaims } | { ok: false; problem: ExchangeProblem; detail: string }

/** In seconds: how far the clocks of the service and the portal may differ. openid-client allows as much. */
const TOLERANCE_S = 30

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
    // Asked anew, also from who is signed in at the service already.
    ...(flow.stepUp ? { prompt: 'login', acr_values: oidc.stepUp.join(' ') } : {}),
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

/** Times that openid-client leaves alone: a token from the future, and a confirmation that was not asked anew. */
function isOfNow(claims: client.IDToken, flow: OidcFlow, now: Date): boolean {
  if (claims.iat > Number(now) / 1_000 + TOLERANCE_S) return false
  const { auth_time: authTime } = claims
  return !flow.stepUp || authTime === undefined || authTime >= flow.startedAt / 1_000 - TOLERANCE_S
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
    if (!token || !isOfNow(token, flow, now)) return refused('not-right', 'time')
    const about = service.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(service, tokens.access_token, token.sub)
      : {}
    const acr = acrOf(token.acr)
    if (flow.stepUp && !acr.some((one) => oidc.stepUp.includes(one))) return refused('not-assured', 'acr')
    return done({ issuer: token.iss, subject: token.sub, acr, claims: { ...about, ...token } })
  } catch (error) {
    return refused(problemOf(error), detailOf(error))
  }
}
