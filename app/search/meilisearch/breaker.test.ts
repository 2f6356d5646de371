import { expect, test } from 'vitest'
import {
  afterFailure,
  afterHealthy,
  closedBreaker,
  isBehind,
  isWorthTelling,
  lagAfter,
  mayAsk,
  shouldProbe,
  whileAsking,
  whileProbing,
} from './breaker.ts'

test('one failure is forgiven, the second in a row is not, and a success in between makes it one again', () => {
  const once = afterFailure(closedBreaker(), 0)
  expect(mayAsk(once)).toBe(true)
  expect(mayAsk(afterFailure(once, 1))).toBe(false)
  expect(mayAsk(afterFailure(closedBreaker(), 2))).toBe(true)
})

test('a server left alone is asked how it is every ten seconds', () => {
  const open = afterFailure(afterFailure(closedBreaker(), 0), 0)
  expect([9_999, 10_000].map((now) => shouldProbe(open, now))).toEqual([false, true])
  const asked = whileProbing(open, 10_000)
  expect([10_001, 19_999, 20_000].map((now) => shouldProbe(asked, now))).toEqual([false, false, true])
  expect(shouldProbe(closedBreaker(), 99_999)).toBe(false)
})

test('when it says it is well one search may try; how that ends decides', () => {
  const ready = afterHealthy(afterFailure(afterFailure(closedBreaker(), 0), 0))
  expect(mayAsk(ready)).toBe(true)
  const trying = whileAsking(ready)
  expect(mayAsk(trying)).toBe(false)
  const again = afterFailure(trying, 10_000)
  expect([mayAsk(again), shouldProbe(again, 19_999), shouldProbe(again, 20_000)]).toEqual([false, false, true])
  expect(mayAsk(afterHealthy(closedBreaker()))).toBe(true)
})

test('it is behind when the same change waits for more than a minute, or when very many wait', () => {
  const first = lagAfter(null, 7, 0)
  expect(isBehind(lagAfter(first, 7, 60_000), 1, 60_000)).toBe(false)
  expect(isBehind(lagAfter(first, 7, 60_001), 1, 60_001)).toBe(true)
  expect(isBehind(lagAfter(first, 8, 60_001), 1, 60_001)).toBe(false)
  expect(isBehind(lagAfter(first, null, 60_001), 0, 60_001)).toBe(false)
  expect([200, 201].map((waiting) => isBehind(first, waiting, 0))).toEqual([false, true])
})

test('what goes wrong time after time is told more and more seldom', () => {
  const told = Array.from({ length: 100 }, (_, place) => place + 1).filter(isWorthTelling)
  expect(told).toEqual([1, 2, 4, 8, 16, 32, 64])
})
