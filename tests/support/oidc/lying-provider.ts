import { createHash, randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Account, CLIENT } from './accounts.ts'
import { type Key, newKey, publicJwk, type Signature, signedBy, token } from './keys.ts'

type Json = Record<string, unknown>

/** How the service lies; without a lie it does everything as it should. */
export type Lie = {
  /** Changes what it says of itself. */
  metadata?: (metadata: Json) => Json
  /** Changes with what it sends the browser back. */
  answer?: (answer: URLSearchParams) => void
  header?: Json
  /** Changes the claims of the token; what is `undefined` is left out. */
  claims?: (claims: Json) => Json
  sign?: Signature
  /** The token itself, made in another way. */
  token?: (good: string) => string
  about?: (about: Json) => Json
  /** Forgets that a code works once, for whom it was, or that it is bound to a verifier. */
  forgetsCodes?: boolean
  status?: { token?: number; about?: number }
  /** Answers one of its addresses in a way of its own, whatever was asked. */
  instead?: Partial<Record<Place, (response: ServerResponse) => void>>
  /** Fills the good answer of one of its addresses up with blanks, to so many bytes. */
  padded?: Partial<Record<Place, number>>
}

/** What the portal asks a service for by itself, and where. */
export const PLACES = {
  metadata: '/.well-known/openid-configuration',
  keys: '/keys',
  token: '/token',
  about: '/about',
} as const
export type Place = keyof typeof PLACES

export type LyingProvider = {
  issuer: string
  key: Key
  /** Who signs in next, without being asked. */
  account: Account | null
  lie: Lie
  /** What it was asked for, the last first. */
  asked: URLSearchParams[]
  close(): Promise<void>
}

type Code = { account: Account; nonce: string | null; challenge: string | null; used: boolean; acr: string | null }

/** What is answered, and with which status when it is not 200. */
type Reply = [body: unknown, status?: number]

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(value))
}

/** A service on this machine that does as OpenID Connect says, unless it is told to lie in one point. */
export async function startLyingProvider(): Promise<LyingProvider> {
  const key = newKey('true')
  const codes = new Map<string, Code>()
  const tokens = new Map<string, Account>()
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: LyingProvider = {
    issuer,
    key,
    account: null,
    lie: {},
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  function describe(response: ServerResponse): void {
    const metadata = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/about`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    }
    json(response, provider.lie.metadata?.(metadata) ?? metadata)
  }

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    provider.asked.unshift(asked)
    const answer = new URLSearchParams({ state: asked.get('state') ?? '', iss: issuer })
    if (provider.account) {
      const code = randomUUID()
      codes.set(code, {
        account: provider.account,
        nonce: asked.get('nonce'),
        challenge: asked.get('code_challenge'),
        used: false,
        acr: provider.account.hasSecondFactor ? (asked.get('acr_values')?.split(' ')[0] ?? null) : null,
      })
      answer.set('code', code)
    } else answer.set('error', 'access_denied')
    provider.lie.answer?.(answer)
    response.writeHead(302, { Location: `${asked.get('redirect_uri')}?${answer}` }).end()
  }

  function idTokenFor({ account, nonce, acr }: Code): string {
    const { lie } = provider
    const seconds = Math.floor(Date.now() / 1_000)
    const good = {
      iss: issuer,
      sub: account.sub,
      aud: CLIENT.id,
      exp: seconds + 300,
      iat: seconds,
      auth_time: seconds,
      ...(nonce ? { nonce } : {}),
      ...(acr ? { acr } : {}),
    }
    const header = { alg: 'RS256', kid: key.kid, typ: 'JWT', ...lie.header }
    const made = token(header, lie.claims?.(good) ?? good, lie.sign ?? signedBy(key))
    return lie.token?.(made) ?? made
  }

  function exchange(form: URLSearchParams, authorization: string): Reply {
    const { lie } = provider
    if (lie.status?.token) return [{ error: 'server_error' }, lie.status.token]
    if (!isClient(authorization)) return [{ error: 'invalid_client' }, 401]
    const code = codes.get(form.get('code') ?? '')
    const verifier = form.get('code_verifier') ?? ''
    const isBound = createHash('sha256').update(verifier).digest('base64url') === code?.challenge
    if (!code || (!lie.forgetsCodes && (code.used || !isBound))) return [{ error: 'invalid_grant' }, 400]
    code.used = true
    const access = randomUUID()
    tokens.set(access, code.account)
    return [{ access_token: access, token_type: 'Bearer', expires_in: 60, id_token: idTokenFor(code) }]
  }

  function tellAbout(authorization: string): Reply {
    const { lie } = provider
    if (lie.status?.about) return [{ error: 'server_error' }, lie.status.about]
    const account = tokens.get(authorization.replace(/^Bearer /, ''))
    if (!account) return [{ error: 'invalid_token' }, 401]
    const { hasSecondFactor: _, ...about } = account
    return [lie.about?.({ ...about }) ?? about]
  }

  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const authorization = request.headers.authorization ?? ''
    const place = (Object.keys(PLACES) as Place[]).find((one) => PLACES[one] === url.pathname)
    const instead = place && provider.lie.instead?.[place]
    if (instead) return instead(response)
    const padded = place && provider.lie.padded?.[place]
    if (padded) {
      const end = response.end.bind(response)
      response.end = (body: unknown) => end(String(body) + ' '.repeat(padded - Buffer.byteLength(String(body))))
    }
    if (url.pathname === '/.well-known/openid-configuration') describe(response)
    else if (url.pathname === '/keys') json(response, { keys: [publicJwk(key)] })
    else if (url.pathname === '/authorize') authorize(url.searchParams, response)
    else if (url.pathname === '/about') json(response, ...tellAbout(authorization))
    else {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => json(response, ...exchange(new URLSearchParams(body), authorization)))
    }
  })
  return provider
}

/** RFC 6749, 2.3.1: name and secret are encoded as in a form before they go into the header. */
function isClient(authorization: string): boolean {
  const [id, secret] = Buffer.from(authorization.replace(/^Basic /, ''), 'base64')
    .toString()
    .split(':')
  const decoded = [id, secret].map((one) => decodeURIComponent((one ?? '').replaceAll('+', ' ')))
  return decoded[0] === CLIENT.id && decoded[1] === CLIENT.secret
}
