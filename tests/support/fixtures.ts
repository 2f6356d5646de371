import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { readKeys } from '#app/platform/crypto/keys.ts'

const FOLDER = 'tests/fixtures'

/** The names of the databases that earlier versions left, the oldest first (scripts/fixture.mjs makes one). */
export const FIXTURES = readdirSync(FOLDER)
  .filter((name) => /^issue-\d\d\.sqlite\.br$/.test(name))
  .map((name) => name.replace('.sqlite.br', ''))
  .sort()

function unpacked(name: string): Buffer {
  return brotliDecompressSync(readFileSync(`${FOLDER}/${name}.sqlite.br`))
}

/** Writes a fixture as the database file it was. */
export function unpackFixture(name: string, file: string): void {
  writeFileSync(file, unpacked(name))
}

/** The files of dossiers that a version left beside its database; nothing of a version that had none. */
export function unpackConfidential(name: string): Record<'confidential' | 'data-keys', Buffer> | null {
  if (!existsSync(`${FOLDER}/${name}.confidential.sqlite.br`)) return null
  return { confidential: unpacked(`${name}.confidential`), 'data-keys': unpacked(`${name}.data-keys`) }
}

/** The key that opens what is confidential in every fixture. */
export function fixtureKeyring(): Keyring {
  const secret = createHash('sha256').update('a key that opens nothing but the fixtures').digest('base64')
  const read = readKeys(`fixture:${secret}`)
  if (!read.ok) throw new Error('the key of the fixtures is no key')
  return { keys: read.keys }
}
