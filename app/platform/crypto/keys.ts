import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

/** A key from outside the database. A KeyObject, because printing or logging one by mistake shows nothing of it. */
export type EncryptionKey = { readonly name: string; readonly secret: KeyObject }

export type ReadKeys = { ok: true; keys: EncryptionKey[] } | { ok: false; line: number }

/** Of every key, in bytes: AES-256. */
export const KEY_BYTES = 32

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/
const SECRET = /^[A-Za-z0-9+/]{43}=$/

/** What a line of keys looks like, for the sentence of a wrong setting. */
export const KEYS_ALLOWED =
  'one key a line: a name of small letters, digits and -, a colon, and 32 bytes in base64; no name twice'

export function isKeyName(name: string): boolean {
  return NAME.test(name)
}

/** Reads keys, one a line (or with commas between, for an environment that takes no line ends); the first is the one new wraps use. Empty lines and lines with `#` say nothing. */
export function readKeys(text: string): ReadKeys {
  const keys: EncryptionKey[] = []
  for (const [index, line] of text.split(/\r?\n|,/).entries()) {
    const said = line.trim()
    if (said === '' || said.startsWith('#')) continue
    const [name = '', secret = '', ...more] = said.split(':')
    const isWrong = !isKeyName(name) || !SECRET.test(secret) || more.length > 0 || keys.some((key) => key.name === name)
    if (isWrong) return { ok: false, line: index + 1 }
    keys.push({ name, secret: createSecretKey(Buffer.from(secret, 'base64')) })
  }
  return keys.length === 0 ? { ok: false, line: 1 } : { ok: true, keys }
}

/** The keys as a file holds them. */
export function keysText(keys: ReadonlyArray<EncryptionKey>): string {
  return keys.map(({ name, secret }) => `${name}:${secret.export().toString('base64')}\n`).join('')
}

/** A key of random bytes. Its name ends in random signs unless one is given: a name never stands for two keys. */
export function newKey(name = `key-${randomBytes(4).toString('hex')}`): EncryptionKey {
  return { name, secret: createSecretKey(randomBytes(KEY_BYTES)) }
}
