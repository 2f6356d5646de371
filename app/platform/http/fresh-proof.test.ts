import { expect, test } from 'vitest'
import { FRESH_PROOF_MS, isProofTooOld } from './fresh-proof.server.ts'

test.each([
  ['none at all', null, true],
  ['a moment ago', 0, false],
  ['just within five minutes', FRESH_PROOF_MS - 1, false],
  ['exactly five minutes ago', FRESH_PROOF_MS, true],
  ['this morning', 8 * 3_600_000, true],
])('a confirmation %s is too old: %s', (_, ago, isTooOld) => {
  const now = 1_800_000_000_000
  expect(isProofTooOld(ago === null ? null : now - ago, now)).toBe(isTooOld)
})
