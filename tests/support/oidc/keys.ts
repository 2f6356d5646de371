import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'

export type Key = { kid: string; privateKey: KeyObject; publicKey: KeyObject }

export function newKey(kid: string): Key {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) }
}

/** The public half as it stands in a service's list of keys. */
export function publicJwk({ kid, publicKey }: Key): Record<string, unknown> {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
}

export function privateJwk({ kid, privateKey }: Key): Record<string, unknown> {
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export type Signature = (input: string) => string

export const signedBy =
  ({ privateKey }: Key): Signature =>
  (input) =>
    createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url')

/** What an old mistake accepts: the public key, which everybody has, taken for a shared secret. */
export const hmacWithPublicKey =
  ({ publicKey }: Key): Signature =>
  (input) =>
    createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
      .update(input)
      .digest('base64url')

export const hmacWith =
  (secret: string): Signature =>
  (input) =>
    createHmac('sha256', secret).update(input).digest('base64url')

export const unsigned: Signature = () => ''

/** A token as a service would send it, signed in whatever way. */
export function token(header: Record<string, unknown>, claims: Record<string, unknown>, sign: Signature): string {
  const input = `${part(header)}.${part(claims)}`
  return `${input}.${sign(input)}`
}
