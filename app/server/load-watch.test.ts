import { expect, test } from 'vitest'
import { startLoadWatch } from './load-watch.server.ts'

/** A watch whose loop a test delays. */
function watched() {
  const lines: string[] = []
  let at = 0
  let look = () => {}
  const watch = startLoadWatch({
    log: (level, message, fields = {}) =>
      void lines.push(`${level} ${message} ${fields.ms} ${fields.count ?? ''}`.trim()),
    clock: () => at,
    tick: (_what, _every, work) => {
      look = work as () => void
      return { stop: async () => {} }
    },
  })
  /** The loop goes round this often, each time this late. */
  const turn = (times: number, late: number) => {
    for (let n = 0; n < times; n++) {
      at += 25 + late
      look()
    }
  }
  return { watch, turn, lines }
}

test('a thread that is late by more than 200 ms on the mean of two seconds sheds pages, and says so once', () => {
  const { watch, turn, lines } = watched()
  turn(100, 0)
  expect(watch.isOverloaded()).toBe(false)
  turn(20, 240)
  expect(watch.isOverloaded()).toBe(true)
  expect(watch.figures().delayMs).toBeCloseTo(240)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^warn the portal is overloaded and sheds pages 2\d\d$/)
  watch.countShed()
  watch.countShed()
  turn(200, 0)
  expect(watch.isOverloaded()).toBe(false)
  expect(lines[1]).toMatch(/^warn the portal is on time again 1\d\d 2$/)
  expect(watch.figures().shed).toBe(2)
})

test.each([
  [
    '150 ms each time',
    [
      [100, 0],
      [200, 150],
    ],
  ],
  [
    'one second once, among many that are on time',
    [
      [100, 0],
      [1, 1_000],
      [10, 0],
    ],
  ],
  ['its first two seconds', [[1, 1_500]]],
] as const)('nothing is shed for %s', (_what, turns) => {
  const { watch, turn } = watched()
  for (const [times, late] of turns) {
    turn(times, late)
    expect(watch.isOverloaded()).toBe(false)
  }
})
