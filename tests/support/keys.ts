import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { newKey } from '#app/platform/crypto/keys.ts'

/** Keys of a test's own, by these names; the first wraps. */
export function testKeyring(...names: string[]): Keyring {
  return { keys: (names.length > 0 ? names : ['test']).map((name) => newKey(name)) }
}
