import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { clockFor, momentOfSetting } from './clock.server.ts'
import { readSettings, SettingsError } from './env.server.ts'

process.env.LOG_LEVEL ??= 'silent'

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

const folder = mkdtempSync(path.join(tmpdir(), 'koers-clock-'))
const file = path.join(folder, 'moment')
beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-12-01T12:00:00Z') }))
afterEach(() => void vi.useRealTimers())
afterAll(() => rmSync(folder, { recursive: true }))

/** Writes the file as at this moment of the machine's clock. */
function write(text: string): void {
  writeFileSync(file, text)
  utimesSync(file, Date.now() / 1_000, Date.now() / 1_000)
}
const reads = (clock: () => number) => new Date(clock()).toISOString()

test('a clock that follows a file is read anew within a second, and goes on from when the file was written', () => {
  write('2027-03-01T09:00:00Z\n')
  const clock = clockFor(`file:${file}`)
  expect(reads(clock)).toBe('2027-03-01T09:00:00.000Z')
  vi.advanceTimersByTime(5_000)
  expect(reads(clock)).toBe('2027-03-01T09:00:05.000Z')
  write('2027-06-01')
  expect(reads(clock)).toBe('2027-03-01T09:00:05.000Z')
  vi.advanceTimersByTime(1_000)
  expect(reads(clock)).toBe('2027-05-31T22:00:01.000Z')
  // Another process, which starts later, is at the same moment.
  vi.advanceTimersByTime(60_000)
  expect(reads(clockFor(`file:${file}`))).toBe(reads(clock))
})

test('a file that cannot be read, or holds no moment, keeps the last good one until it holds one again', () => {
  write('2027-03-01T09:00:00Z')
  const clock = clockFor(`file:${file}`)
  for (const text of ['', 'morgen', '2027-02-30', `2027-04-01T09:00:00Z${' x'.repeat(100)}`, null]) {
    if (text === null) rmSync(file)
    else write(text)
    vi.advanceTimersByTime(2_000)
    expect(reads(clock)).toMatch(/^2027-03-01T09:00:/)
  }
  write('2027-04-01T09:00:00Z')
  vi.advanceTimersByTime(1_000)
  expect(reads(clock)).toBe('2027-04-01T09:00:01.000Z')
})

test('what is wrong with the file is logged once, without what stands in it', () => {
  const lines: unknown[] = []
  write('2027-03-01T09:00:00Z')
  const clock = clockFor(`file:${file}`, (...line) => void lines.push(line))
  const seconds = (count: number) => {
    for (let second = 0; second < count; second++) {
      vi.advanceTimersByTime(1_000)
      clock()
    }
  }
  write('geheim')
  seconds(5)
  expect(lines).toEqual([['warn', expect.any(String), { code: 'no_moment' }]])
  write('2027-03-01T09:00:00Z')
  seconds(1)
  rmSync(file)
  seconds(5)
  expect(lines).toEqual([lines[0], ['warn', expect.any(String), { code: 'ENOENT' }]])
})

test.each([
  ['a file that is not there', () => path.join(folder, 'nowhere'), 'ENOENT'],
  [
    'a file without a moment',
    () => {
      write('morgen')
      return file
    },
    'no_moment',
  ],
])('%s stops the start with a sentence that names the setting', (_what, name, code) => {
  const start = () => clockFor(`file:${name()}`)
  expect(start).toThrow(SettingsError)
  expect(start).toThrow(new RegExp(`^The setting KOERS_CLOCK names a file .*\\(${code}\\)\\.$`))
})

test('the clock follows a file in the demo only', () => {
  expect(readSettings({ KOERS_CLOCK: 'file:/tmp/moment' }).KOERS_CLOCK).toBe('file:/tmp/moment')
  expect(() => readSettings({ KOERS_CLOCK: 'file:/tmp/moment', KOERS_DEMO: 'off' })).toThrow('KOERS_CLOCK')
  expect(() => readSettings({ KOERS_CLOCK: 'file:' })).toThrow(SettingsError)
})
