import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const VERSION = Buffer.from('v1')
/** Random for every text: 96 bits, so a key may seal some billions of texts (NIST SP 800-38D). */
const IV_BYTES = 12
/** Whole tags only: a shorter one is easier to forge. */
const TAG_BYTES = 16
const LONGEST_KEY_ID = 100

type Parts = { keyId: string; header: Buffer; iv: Buffer; tag: Buffer; ciphertext: Buffer }

function headerFor(keyId: string): Buffer {
  const id = Buffer.from(keyId)
  if (id.length === 0 || id.length > LONGEST_KEY_ID) throw new Error('a key needs an id of 1 to 100 bytes')
  return Buffer.concat([VERSION, Buffer.from([id.length]), id])
}

/** What the content is bound to: its header and its place. A list in JSON, so that no two places read the same. */
function bindingOf(header: Buffer, place: ReadonlyArray<string>): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify(place))])
}

/** Encrypts for one place: `v1 | length and id of the key | iv(12) | tag(16) | ciphertext`. */
export function encrypt(secret: KeyObject, keyId: string, place: ReadonlyArray<string>, content: Buffer): Buffer {
  const header = headerFor(keyId)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, secret, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(bindingOf(header, place))
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([header, iv, cipher.getAuthTag(), ciphertext])
}

function partsOf(sealed: Buffer): Parts | null {
  const idStart = VERSION.length + 1
  if (sealed.length < idStart || !sealed.subarray(0, VERSION.length).equals(VERSION)) return null
  const idEnd = idStart + (sealed[VERSION.length] ?? 0)
  const tagStart = idEnd + IV_BYTES
  const textStart = tagStart + TAG_BYTES
  if (idEnd === idStart || sealed.length < textStart) return null
  return {
    keyId: sealed.toString('utf8', idStart, idEnd),
    header: sealed.subarray(0, idEnd),
    iv: sealed.subarray(idEnd, tagStart),
    tag: sealed.subarray(tagStart, textStart),
    ciphertext: sealed.subarray(textStart),
  }
}

/** The id of the key that sealed this, as it says itself; null when it is no envelope of ours. */
export function keyIdOf(sealed: Buffer): string | null {
  return partsOf(sealed)?.keyId ?? null
}

/** What was encrypted for this place with this key; null when a single bit of it, its key or its place is another. */
export function decrypt(secret: KeyObject, place: ReadonlyArray<string>, sealed: Buffer): Buffer | null {
  const parts = partsOf(sealed)
  if (!parts) return null
  const decipher = createDecipheriv(CIPHER, secret, parts.iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(bindingOf(parts.header, place))
  decipher.setAuthTag(parts.tag)
  const begin = decipher.update(parts.ciphertext)
  try {
    return Buffer.concat([begin, decipher.final()])
  } catch {
    // The tag does not fit; Node gives no other reason here.
    return null
  }
}
