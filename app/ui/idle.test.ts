import { expect, test } from 'vitest'
import { changesIn, idleState, lastsAfterAnswer } from './idle.ts'

const MINUTE = 60_000

test('a page counts with the minute by which the portal may be behind in noting use', () => {
  expect(lastsAfterAnswer(30)).toBe(29 * MINUTE)
})

test.each([
  [0, 'quiet'],
  [27 * MINUTE - 1, 'quiet'],
  [27 * MINUTE, 'soon'],
  [29 * MINUTE - 1, 'soon'],
  [29 * MINUTE, 'out'],
  [90 * MINUTE, 'out'],
])('%i ms after a page of somebody with 30 minutes, it is %s', (now, state) => {
  expect(idleState(lastsAfterAnswer(30), now)).toBe(state)
})

test('it looks again when there is something else to say, and not after the end', () => {
  const endsAt = lastsAfterAnswer(15)
  expect(changesIn(endsAt, 0)).toBe(12 * MINUTE)
  expect(changesIn(endsAt, 12 * MINUTE)).toBe(2 * MINUTE)
  expect(changesIn(endsAt, 14 * MINUTE)).toBeNull()
})
