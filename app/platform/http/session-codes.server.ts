import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { AuthSession } from '#app/access/visitor.ts'
import type { PersonHandle } from '#app/paths.ts'

/** A place in the audit log: the moment and the number of an event. */
export type LogPlace = { readonly at: number; readonly seq: number }

/**
 * How ids of people and places in the audit log are written in addresses of the admin area: as one block of AES under a key of this auth session.
 * An address in a history, a log or a Referer then says nothing to who has not got that session, and nothing at all once it has ended.
 */
export type SessionCodes = {
  /** Null for an id that is no UUID: such a person has no page. */
  readonly handleOf: (personId: string) => PersonHandle | null
  /** The id behind a handle; null when it is none, or one of another auth session (in 63 of 64 cases; else an id that nobody has). */
  readonly personOf: (handle: string) => string | null
  readonly placeCode: (place: LogPlace) => string
  readonly placeOf: (code: string) => LogPlace | null
}

const BLOCK = 16
const CODE = /^[\w-]{21}[AQgw]$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** The version and variant of the random UUIDs the portal gives out. */
const RANDOM_UUID = /^.{14}4.{4}[89ab]/
/** Beyond the year 2200 nothing was logged: a block that opens to this was made by another key. */
const LATEST = 7_258_118_400_000

/** One block is a permutation of 128 bits: no mode, no padding, and nothing to tell apart but equal from different. */
function blockCipher({ id }: Pick<AuthSession, 'id'>, purpose: string) {
  const key = Buffer.from(hkdfSync('sha256', id, '', `koers ${purpose}`, BLOCK))
  return {
    seal(block: Buffer): string {
      const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
      return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
    },
    open(code: string): Buffer | null {
      if (!CODE.test(code)) return null
      const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)
      return Buffer.concat([decipher.update(Buffer.from(code, 'base64url')), decipher.final()])
    },
  }
}

function uuidOf(block: Buffer): string {
  const hex = block.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The codes of one auth session; it keeps its id when its token is renewed, so addresses go on working until it ends. */
export function sessionCodes(authSession: Pick<AuthSession, 'id'>): SessionCodes {
  const people = blockCipher(authSession, 'person')
  const places = blockCipher(authSession, 'audit log')
  return {
    handleOf: (id) =>
      UUID.test(id) ? (people.seal(Buffer.from(id.replaceAll('-', ''), 'hex')) as PersonHandle) : null,
    personOf(handle) {
      const block = people.open(handle)
      const id = block && uuidOf(block)
      return id && RANDOM_UUID.test(id) ? id : null
    },
    placeCode({ at, seq }) {
      const block = Buffer.alloc(BLOCK)
      block.writeBigUInt64BE(BigInt(at), 0)
      block.writeBigUInt64BE(BigInt(seq), 8)
      return places.seal(block)
    },
    placeOf(code) {
      const block = places.open(code)
      if (!block) return null
      const [at, seq] = [Number(block.readBigUInt64BE(0)), Number(block.readBigUInt64BE(8))]
      return at <= LATEST && Number.isSafeInteger(seq) && seq > 0 ? { at, seq } : null
    },
  }
}
