import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
/** `v1` holds content as long as it is; `v2` holds padded content, so that its length tells little. */
const EXACT = Buffer.from('v1')
const PADDED = Buffer.from('v2')
const VERSION_BYTES = 2
/** Random for every text: 96 bits, so a key may seal some billions of texts (NIST SP 800-38D). */
const IV_BYTES = 12
/** Whole tags only: a shorter one is easier to forge. */
const TAG_BYTES = 16
const LONGEST_KEY_ID = 100
/** Padded content is some steps long; the first bytes of it say how long the content itself is. */
const STEP_BYTES = 256
const LENGTH_BYTES = 4

type Parts = { isPadded: boolean; keyId: string; header: Buffer; iv: Buffer; tag: Buffer; ciphertext: Buffer }

function headerFor(version: Buffer, keyId: string): Buffer {
  const id = Buffer.from(keyId)
  if (id.length === 0 || id.length > LONGEST_KEY_ID) throw new Error('a key needs an id of 1 to 100 bytes')
  return Buffer.concat([version, Buffer.from([id.length]), id])
}

/** What the content is bound to: its header and its place. A list in JSON, so that no two places read the same. */
function bindingOf(header: Buffer, place: ReadonlyArray<string>): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify(place))])
}

/** `length(4) | content | zeros`, up to the next whole step. */
function padded(content: Buffer): Buffer {
  const steps = Math.ceil((LENGTH_BYTES + content.length) / STEP_BYTES)
  const all = Buffer.alloc(steps * STEP_BYTES)
  all.writeUInt32BE(content.length)
  content.copy(all, LENGTH_BYTES)
  return all
}

/** The content of what `padded` made; null for anything else, so that one content has one form only. */
function unpadded(all: Buffer): Buffer | null {
  if (all.length < LENGTH_BYTES) return null
  const content = all.subarray(LENGTH_BYTES, LENGTH_BYTES + all.readUInt32BE())
  return padded(content).equals(all) ? content : null
}

function encryptAs(
  version: Buffer,
  secret: KeyObject,
  keyId: string,
  place: ReadonlyArray<string>,
  content: Buffer,
): Buffer {
  const header = headerFor(version, keyId)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, secret, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(bindingOf(header, place))
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([header, iv, cipher.getAuthTag(), ciphertext])
}

/** Encrypts for one place: `v1 | length and id of the key | iv(12) | tag(16) | ciphertext`, as long as the content. For keys, which are all equally long. */
export function encrypt(secret: KeyObject, keyId: string, place: ReadonlyArray<string>, content: Buffer): Buffer {
  return encryptAs(EXACT, secret, keyId, place, content)
}

/** The same for texts: `v2`, with the content padded to steps of 256 bytes, so that the length of the ciphertext tells little of its own. */
export function encryptPadded(secret: KeyObject, keyId: string, place: ReadonlyArray<string>, content: Buffer): Buffer {
  return encryptAs(PADDED, secret, keyId, place, padded(content))
}

function partsOf(sealed: Buffer): Parts | null {
  const idStart = VERSION_BYTES + 1
  const version = sealed.subarray(0, VERSION_BYTES)
  if (sealed.length < idStart || !(version.equals(EXACT) || version.equals(PADDED))) return null
  const idEnd = idStart + (sealed[VERSION_BYTES] ?? 0)
  const tagStart = idEnd + IV_BYTES
  const textStart = tagStart + TAG_BYTES
  if (idEnd === idStart || sealed.length < textStart) return null
  return {
    isPadded: version.equals(PADDED),
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

/** What was encrypted for this place with this key, padded or not; null when a single bit of it, its key or its place is another. */
export function decrypt(secret: KeyObject, place: ReadonlyArray<string>, sealed: Buffer): Buffer | null {
  const parts = partsOf(sealed)
  if (!parts) return null
  const decipher = createDecipheriv(CIPHER, secret, parts.iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(bindingOf(parts.header, place))
  decipher.setAuthTag(parts.tag)
  const begin = decipher.update(parts.ciphertext)
  try {
    const content = Buffer.concat([begin, decipher.final()])
    return parts.isPadded ? unpadded(content) : content
  } catch {
    // The tag does not fit; Node gives no other reason here.
    return null
  }
}
