import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { readKeys } from '#app/platform/crypto/keys.ts'

const FOLDER = 'tests/fixtures'

/** The names of the databases that earlier versions left, the oldest first (scripts/fixture.mjs makes one). */
export const FIXTURES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sqlite.br'))
  .map((name) => name.replace('.sqlite.br', ''))
  .sort()

/** Writes a fixture as the database file it was. */
export function unpackFixture(name: string, file: string): void {
  writeFileSync(file, brotliDecompressSync(readFileSync(`${FOLDER}/${name}.sqlite.br`)))
}

/** The key that opens what is confidential in every fixture. */
export function fixtureKeyring(): Keyring {
  const secret = createHash('sha256').update('a key that opens nothing but the fixtures').digest('base64')
  const read = readKeys(`fixture:${secret}`)
  if (!read.ok) throw new Error('the key of the fixtures is no key')
  return { keys: read.keys }
}
