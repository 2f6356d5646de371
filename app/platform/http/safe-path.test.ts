import { expect, test } from 'vitest'
import { REAL_PAGES, REDIRECT_PAYLOADS } from '#tests/support/redirect-payloads.ts'
import { safePath } from './safe-path.ts'

test('there are more than eighty ways out, all different', () => {
  expect(new Set(REDIRECT_PAYLOADS).size).toBe(REDIRECT_PAYLOADS.length)
  expect(REDIRECT_PAYLOADS.length).toBeGreaterThanOrEqual(80)
})

test.each(REDIRECT_PAYLOADS)('%j leads nowhere', (payload) => {
  expect(safePath(payload)).toBeNull()
})

test.each(REAL_PAGES)('%s is a page to go on to, as it stands', (page) => {
  expect(safePath(page)).toBe(page)
})

test.each([null, undefined, 7, {}, ['/nl'], new Date(0)])('what is no text leads nowhere: %s', (value) => {
  expect(safePath(value)).toBeNull()
})

test('a payload put after a page stays inside the portal, or is refused', () => {
  const origin = 'https://koers.example'
  for (const payload of REDIRECT_PAYLOADS) {
    for (const made of [
      `/nl/${payload}`,
      `/nl/catalogue?q=${payload}`,
      `/nl${payload}`,
      `/en/catalogue?q=${encodeURIComponent(payload)}`,
    ]) {
      const path = safePath(made)
      if (path !== null) expect(new URL(path, origin).origin, made).toBe(origin)
    }
  }
})
