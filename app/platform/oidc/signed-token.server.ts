import { constants, createPublicKey, type JsonWebKey, verify } from 'node:crypto'

type Json = Readonly<Record<string, unknown>>
/** A signed token in its compact form (RFC 7515), taken apart and not yet believed. */
export type SignedToken = {
  readonly header: Json
  readonly claims: Json
  readonly signed: string
  readonly signature: Buffer
}
/** A key as a service publishes it (RFC 7517). */
export type PublishedKey = JsonWebKey & { readonly kid?: unknown; readonly use?: unknown; readonly alg?: unknown }

/** Signatures with a key pair of the service, and how Node checks each. `none` is no signature, and with HS256 whoever knows a secret (or a public key) could sign. */
const CHECKS = {
  RS256: { keyType: 'RSA', options: { padding: constants.RSA_PKCS1_PADDING } },
  PS256: { keyType: 'RSA', options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } },
  ES256: { keyType: 'EC', options: { dsaEncoding: 'ieee-p1363' } },
} as const
export const ALGORITHMS = Object.keys(CHECKS)
/** RFC 7518 3.3: no smaller RSA key counts. */
const SMALLEST_RSA = 2_048
const LONGEST_TOKEN = 16 * 1024
const PART = /^[\w-]+$/

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonIn(part: string): Json | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** Takes a token apart; null when it is none of three parts with JSON in the first two, or says that it must be read in a way of its own (`crit`). */
export function readSignedToken(token: string): SignedToken | null {
  const parts = token.length <= LONGEST_TOKEN ? token.split('.') : []
  const [head = '', body = '', end = ''] = parts
  if (parts.length !== 3 || !parts.every((part) => PART.test(part))) return null
  const [header, claims] = [jsonIn(head), jsonIn(body)]
  if (!header || !claims || 'crit' in header || 'b64' in header) return null
  return { header, claims, signed: `${head}.${body}`, signature: Buffer.from(end, 'base64url') }
}

function checkNamed(name: unknown) {
  return typeof name === 'string' && Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof typeof CHECKS] : null
}

/** Whether a published key is the one that a token names, and made for its kind of signature. */
function isNamed(key: PublishedKey, header: Json): boolean {
  if (key.kty !== checkNamed(header.alg)?.keyType || (key.kty === 'EC' && key.crv !== 'P-256')) return false
  if (key.use !== undefined && key.use !== 'sig') return false
  return (key.alg === undefined || key.alg === header.alg) && (header.kid === undefined || key.kid === header.kid)
}

function isSignedBy({ header, signed, signature }: SignedToken, jwk: PublishedKey): boolean {
  const check = checkNamed(header.alg)
  if (!check) return false
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    if (jwk.kty === 'RSA' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_RSA) return false
    return verify('sha256', Buffer.from(signed), { key, ...check.options }, signature)
  } catch {
    return false
  }
}

/** Whether exactly one of these keys is the one that the token names, and signed it. Keys inside the token are never looked at. */
export function isSignedByOneOf(token: SignedToken, keys: ReadonlyArray<PublishedKey>): boolean {
  const named = keys.filter((key) => isNamed(key, token.header))
  const [key] = named
  return named.length === 1 && key !== undefined && isSignedBy(token, key)
}
