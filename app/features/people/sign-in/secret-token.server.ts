import { createHash, randomBytes } from 'node:crypto'

const TOKEN = /^[\w-]{43}$/

/** A secret for a cookie: 256 random bits (ASVS 7.2.3). Only its hash is kept. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether something could be such a secret at all. */
export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
