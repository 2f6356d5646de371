import { expect, test } from 'vitest'
import { momentOfSetting } from './clock.server.ts'
import { readSettings } from './env.server.ts'

test.each([
  ['2027-03-01T09:00:00Z', '2027-03-01T09:00:00.000Z'],
  ['2027-03-01T09:00:00+02:00', '2027-03-01T07:00:00.000Z'],
  ['2027-03-01T09:00:00', '2027-03-01T08:00:00.000Z'],
  ['2027-03-01T09:00', '2027-03-01T08:00:00.000Z'],
  ['2027-07-01T09:00:30.5', '2027-07-01T07:00:30.500Z'],
  ['2027-03-01', '2027-02-28T23:00:00.000Z'],
  ['2027-07-01', '2027-06-30T22:00:00.000Z'],
])('the clock set to %s starts at %s: without a zone it is Amsterdam time', (text, moment) => {
  expect(readSettings({ KOERS_CLOCK: text }).KOERS_CLOCK).toBe(text)
  expect(new Date(momentOfSetting(text)).toISOString()).toBe(moment)
})
