import { expect, test } from 'vitest'
import { IDLE_MS, LONGEST_MS, secondsLeft } from './auth-session-rules.ts'

const MINUTE = 60_000
const begun = { seenAt: 0, endsAt: LONGEST_MS, idleMs: IDLE_MS.others }

test('a sign-in that is used lasts its idle time from then on', () => {
  expect(secondsLeft(begun, 20 * MINUTE)).toEqual({ seconds: 30 * 60, isLast: false })
})

test('used twice within the minute, it lasts from the first of the two: that is what was noted', () => {
  expect(secondsLeft(begun, MINUTE / 2)).toEqual({ seconds: 30 * 60 - 30, isLast: false })
})

test('near the end of a working day nothing makes it longer', () => {
  const late = { ...begun, seenAt: LONGEST_MS - 10 * MINUTE }
  expect(secondsLeft(late, LONGEST_MS - 5 * MINUTE)).toEqual({ seconds: 5 * 60, isLast: true })
  expect(secondsLeft(late, LONGEST_MS + MINUTE)).toEqual({ seconds: 0, isLast: true })
})
