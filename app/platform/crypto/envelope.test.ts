import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { decrypt, encrypt, keyIdOf } from './envelope.server.ts'

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
