import { expect, test } from 'vitest'
import { formToken, isFormToken } from './form-token.server.ts'

const mine = { id: '2d1f0d5e-5c5b-4b56-9f5e-000000000001' }
const other = { id: '2d1f0d5e-5c5b-4b56-9f5e-000000000002' }

test('a token counts for its sign-in, its change and its object, and for nothing else', () => {
  const token = formToken(mine, 'person:shut-out:a')
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(isFormToken(mine, 'person:shut-out:a', token)).toBe(true)
  expect(isFormToken(mine, 'person:shut-out:b', token)).toBe(false)
  expect(isFormToken(mine, 'person:let-in:a', token)).toBe(false)
  expect(isFormToken(other, 'person:shut-out:a', token)).toBe(false)
})

test('no token, half a token, a longer one and one with a changed sign are refused', () => {
  const token = formToken(mine, 'x')
  const changed = [...token].map(
    (sign, place) => token.slice(0, place) + (sign === 'A' ? 'B' : 'A') + token.slice(place + 1),
  )
  for (const wrong of ['', token.slice(1), `${token}A`, mine.id, 'é'.repeat(43), ...changed])
    expect(isFormToken(mine, 'x', wrong), wrong).toBe(false)
})
