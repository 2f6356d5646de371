import { expect, test } from 'vitest'
import type { Schedule } from './job.ts'
import { backOffMs, isDue, type JobTimes, MOST_TRIES_WHEN_ASKED, nextDue, nextNight } from './job-rules.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (text: string) => Date.parse(text)
const NOW = at('2027-02-01T09:00:00Z')
const seen: JobTimes = { dueAt: NOW, retryAt: null, leasedUntil: null, endedAt: null, failures: 0 }
const NIGHTLY: Schedule = { nightly: true }
const clocks = { portal: NOW, machine: NOW }

test.each([
  ['2027-02-01T00:59:59Z', '2027-02-01T01:00:00.000Z'],
  ['2027-02-01T01:00:00Z', '2027-02-02T01:00:00.000Z'],
  ['2027-07-01T12:00:00Z', '2027-07-02T00:00:00.000Z'],
  // The night in which summer time skips two o'clock, and the one in which it comes twice.
  ['2027-03-27T12:00:00Z', '2027-03-28T01:00:00.000Z'],
  ['2027-10-30T12:00:00Z', '2027-10-31T00:00:00.000Z'],
])('the night after %s begins at %s', (moment, night) => {
  expect(new Date(nextNight(at(moment))).toISOString()).toBe(night)
})

test('a nightly job runs once a night, and a night that was missed is made up', () => {
  expect(nextDue(NIGHTLY, at('2027-02-01T01:00:03Z'))).toBe(at('2027-02-02T01:00:00Z'))
  const row = { ...seen, dueAt: at('2027-02-02T01:00:00Z') }
  const due = (moment: string) => isDue(NIGHTLY, row, { portal: at(moment), machine: NOW })
  expect([due('2027-02-02T00:59:59Z'), due('2027-02-02T01:00:00Z'), due('2027-02-05T14:00:00Z')]).toEqual([
    false,
    true,
    true,
  ])
})

test('a job that no process has seen runs at once, unless its first time is later or somebody has to ask for it', () => {
  const due = (when: Schedule) => isDue(when, undefined, clocks)
  expect([
    due(NIGHTLY),
    due({ everyMs: HOUR }),
    due({ everyMs: HOUR, first: 'later' }),
    due({ whenAsked: true }),
  ]).toEqual([true, true, false, false])
})

test('a leased job is not due, until its lease runs out', () => {
  const row = { ...seen, leasedUntil: NOW + MINUTE }
  expect(isDue(NIGHTLY, row, clocks)).toBe(false)
  expect(isDue(NIGHTLY, row, { ...clocks, machine: NOW + MINUTE })).toBe(true)
})

test('leases and back-off go by the machine, what is due by the portal: a demo that moves its clock ends neither', () => {
  const row = { ...seen, dueAt: NOW, retryAt: NOW + MINUTE }
  expect(isDue(NIGHTLY, row, { portal: NOW + 400 * 24 * HOUR, machine: NOW })).toBe(false)
  expect(isDue(NIGHTLY, row, { portal: NOW, machine: NOW + MINUTE })).toBe(true)
})

test('a clock that is set back delays no job by more than its usual time', () => {
  expect(isDue({ everyMs: HOUR }, { ...seen, dueAt: NOW + 100 * HOUR }, clocks)).toBe(true)
  expect(isDue({ everyMs: HOUR }, { ...seen, dueAt: NOW + HOUR }, clocks)).toBe(false)
  expect(isDue(NIGHTLY, { ...seen, dueAt: NOW + 100 * HOUR }, clocks)).toBe(true)
  expect(isDue(NIGHTLY, { ...seen, retryAt: NOW + 100 * HOUR }, clocks)).toBe(true)
})

test('each failure doubles the wait, from a minute to an hour', () => {
  expect([1, 2, 3, 6, 7, 8, 1_000].map(backOffMs)).toEqual([1, 2, 4, 32, 60, 60, 60].map((minutes) => minutes * MINUTE))
})

test('work that somebody asked for is tried a few times, and done once', () => {
  const when: Schedule = { whenAsked: true }
  expect(isDue(when, seen, clocks)).toBe(true)
  expect(isDue(when, { ...seen, failures: MOST_TRIES_WHEN_ASKED - 1 }, clocks)).toBe(true)
  expect(isDue(when, { ...seen, failures: MOST_TRIES_WHEN_ASKED }, clocks)).toBe(false)
  expect(isDue(when, { ...seen, endedAt: NOW }, clocks)).toBe(false)
})
