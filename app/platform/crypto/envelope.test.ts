import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decrypt, encrypt, encryptPadded, keyIdOf } from './envelope.server.ts'

const secret = createSecretKey(randomBytes(32))
const PLACE = ['access_needs', 'row-1', 'arrangement', 'person-1', '1']
const TEXT = Buffer.from('Een zaal zonder trap, graag. ♿')
const sealed = encrypt(secret, 'key-1', PLACE, TEXT)

test('what was encrypted for a place opens there, and says which key sealed it', () => {
  expect(decrypt(secret, PLACE, sealed)).toEqual(TEXT)
  expect(keyIdOf(sealed)).toBe('key-1')
  expect(decrypt(secret, PLACE, encrypt(secret, 'key-1', PLACE, Buffer.alloc(0)))).toEqual(Buffer.alloc(0))
})

test('it is laid out as v1, the id of the key, 12 bytes of iv, 16 of tag, and the ciphertext', () => {
  expect(sealed.subarray(0, 2).toString()).toBe('v1')
  expect([sealed[2], sealed.subarray(3, 8).toString()]).toEqual([5, 'key-1'])
  expect(sealed.length).toBe(3 + 5 + 12 + 16 + TEXT.length)
})

test('the same text never looks the same twice', () => {
  const seen = new Set(Array.from({ length: 500 }, () => encrypt(secret, 'key-1', PLACE, TEXT).toString('hex')))
  expect(seen.size).toBe(500)
})

test('every single bit counts: each one turned over, 2,000 in all, is refused', () => {
  let refused = 0
  let turned = 0
  for (let round = 0; turned < 2_000; round++) {
    const one = encrypt(secret, 'key-1', PLACE, TEXT)
    for (let bit = 0; bit < one.length * 8 && turned < 2_000; bit++, turned++) {
      const other = Buffer.from(one)
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      if (decrypt(secret, PLACE, other) === null) refused++
    }
    expect(round).toBeLessThan(20)
  }
  expect([turned, refused]).toEqual([2_000, 2_000])
})

test('a text cut short anywhere, or with something behind it, is refused', () => {
  for (let length = 0; length < sealed.length; length++)
    expect(decrypt(secret, PLACE, sealed.subarray(0, length)), String(length)).toBeNull()
  expect(decrypt(secret, PLACE, Buffer.concat([sealed, Buffer.from([0])]))).toBeNull()
})

test('a shorter tag is refused, also where it fits the text', () => {
  const header = sealed.subarray(0, 8)
  const binding = Buffer.concat([header, Buffer.from(JSON.stringify(PLACE))])
  for (const authTagLength of [4, 8, 12, 13, 14, 15, 16]) {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', secret, iv, { authTagLength })
    cipher.setAAD(binding)
    const ciphertext = Buffer.concat([cipher.update(TEXT), cipher.final()])
    const own = Buffer.concat([header, iv, cipher.getAuthTag(), ciphertext])
    expect(decrypt(secret, PLACE, own) !== null, String(authTagLength)).toBe(authTagLength === 16)
  }
})

test('a place that reads the same when written one after the other is another place', () => {
  const one = encrypt(secret, 'key-1', ['a', 'bc'], TEXT)
  expect(decrypt(secret, ['ab', 'c'], one)).toBeNull()
  expect(decrypt(secret, ['a', 'bc', ''], one)).toBeNull()
  expect(decrypt(secret, ['a","bc'], one)).toBeNull()
})

test('another key opens nothing', () => {
  expect(decrypt(createSecretKey(randomBytes(32)), PLACE, sealed)).toBeNull()
})

test('every length from 0 to 2,000 opens as it was, and the ciphertext has eight lengths only', () => {
  const lengths = new Set<number>()
  for (let length = 0; length <= 2_000; length++) {
    const content = Buffer.alloc(length, 'x\0')
    const one = encryptPadded(secret, 'key-1', PLACE, content)
    lengths.add(one.length)
    expect(decrypt(secret, PLACE, one)?.equals(content), String(length)).toBe(true)
  }
  expect([...lengths]).toEqual([256, 512, 768, 1_024, 1_280, 1_536, 1_792, 2_048].map((size) => 3 + 5 + 28 + size))
})

test('a padded text says so in its header, and one of before still opens; neither opens as the other', () => {
  const one = encryptPadded(secret, 'key-1', PLACE, TEXT)
  expect(one.subarray(0, 2).toString()).toBe('v2')
  expect([keyIdOf(one), keyIdOf(sealed)]).toEqual(['key-1', 'key-1'])
  for (const [content, other] of [
    [one, 'v1'],
    [sealed, 'v2'],
    [one, 'v3'],
  ] as const) {
    expect(decrypt(secret, PLACE, content)).toEqual(TEXT)
    const relabelled = Buffer.concat([Buffer.from(other), content.subarray(2)])
    expect(decrypt(secret, PLACE, relabelled), other).toBeNull()
  }
})

/** What somebody with the key could make: an envelope of padded content that is as they like. */
function madeOf(content: Buffer): Buffer {
  const header = Buffer.concat([Buffer.from('v2'), sealed.subarray(2, 8)])
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, iv, { authTagLength: 16 })
  cipher.setAAD(Buffer.concat([header, Buffer.from(JSON.stringify(PLACE))]))
  const ciphertext = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([header, iv, cipher.getAuthTag(), ciphertext])
}

/** Content of two bytes, padded, with some of its bytes changed. */
function paddedWith(bytes: Readonly<Record<number, number>>, length = 256): Buffer {
  const all = Buffer.alloc(length)
  all[3] = 2
  all.write('ab', 4)
  for (const [at, byte] of Object.entries(bytes)) all[Number(at)] = byte
  return all
}

test('padding that is not as it is made is refused, also under a tag that fits', () => {
  expect(decrypt(secret, PLACE, madeOf(paddedWith({})))?.toString()).toBe('ab')
  for (let at = 6; at < 256; at++)
    expect(decrypt(secret, PLACE, madeOf(paddedWith({ [at]: 1 }))), String(at)).toBeNull()
  const wrong = {
    'a length beyond the end': paddedWith({ 2: 1 }),
    'a length of billions': paddedWith({ 0: 255 }),
    'a length that is too short': paddedWith({ 3: 1 }),
    'a step too many': paddedWith({}, 512),
    'half a step': paddedWith({}, 128),
    'less than a length': Buffer.alloc(3),
    'nothing at all': Buffer.alloc(0),
  }
  for (const [name, content] of Object.entries(wrong)) expect(decrypt(secret, PLACE, madeOf(content)), name).toBeNull()
})
