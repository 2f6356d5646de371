import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { type AuthStore, openAuthStore } from '#db/auth-store.server.ts'
import { networkOf } from './network.server.ts'
import { createRateLimiter, type RateLimiter, type Who } from './rate-limiter.server.ts'
import { RATE_LIMITS, type RateLimits, rateLimitsFor } from './rate-limits.ts'

const NOON = Date.UTC(2027, 1, 1, 12)
const SANNE: Who = { kind: 'account', id: 'sanne' }
const CAMPUS: Who = { kind: 'address', id: '192.0.2.0/24' }

const lines: unknown[] = []
const limiters: RateLimiter[] = []
const folders: string[] = []
afterEach(() => {
  lines.splice(0)
  for (const limiter of limiters.splice(0)) limiter.stop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A limiter whose clock stands still until it is moved. */
function limiterOn(authStore: AuthStore | (() => AuthStore), limits: RateLimits = RATE_LIMITS) {
  const time = { now: NOON }
  const open = typeof authStore === 'function' ? authStore : () => authStore
  const limiter = createRateLimiter(
    open,
    limits,
    () => time.now,
    (...line) => void lines.push(line),
  )
  limiters.push(limiter)
  return { limiter, time }
}

/** How many forms in one go somebody gets through. */
function takenAtOnce(limiter: RateLimiter): number {
  for (let times = 0; times < 1_000; times += 1) {
    const verdict = limiter.take('forms', SANNE)
    if (verdict === 'unknown' || !verdict.go) return times
  }
  return Number.POSITIVE_INFINITY
}

function doorFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-door-'))
  folders.push(folder)
  return path.join(folder, 'auth.sqlite')
}

function rows(authStore: AuthStore): number {
  return Number(authStore.prepare('SELECT count(*) FROM attempts').pluck().get())
}

test.each(Object.entries(RATE_LIMITS))('%s: as often as the table says, and once more has to wait', (name, limit) => {
  const what = name as keyof typeof RATE_LIMITS
  for (const who of [SANNE, CAMPUS]) {
    const { limiter } = limiterOn(openAuthStore(':memory:'))
    for (let n = 0; n < limit[who.kind]; n += 1) expect(limiter.take(what, who), `${n}`).toEqual({ go: true })
    const step = Math.ceil(limit.within / limit[who.kind] / 1_000)
    expect(limiter.take(what, who)).toEqual({ go: false, waitSeconds: step })
    // Somebody else goes on.
    expect(limiter.take(what, { ...who, id: 'other' })).toEqual({ go: true })
  }
})

test('after the wait that was told there is room for one, after the whole time for all', () => {
  const { limiter, time } = limiterOn(openAuthStore(':memory:'))
  expect(takenAtOnce(limiter)).toBe(RATE_LIMITS.forms.account)
  time.now += 2_000
  expect(takenAtOnce(limiter)).toBe(1)
  time.now += RATE_LIMITS.forms.within
  expect(takenAtOnce(limiter)).toBe(RATE_LIMITS.forms.account)
})

test('asking again while waiting does not make the wait longer', () => {
  const { limiter } = limiterOn(openAuthStore(':memory:'))
  for (let n = 0; n < 500; n += 1) limiter.take('forms', SANNE)
  expect(limiter.take('forms', SANNE)).toEqual({ go: false, waitSeconds: 2 })
})

test('two processes count the same forms at once, and the same pages within a second', () => {
  const file = doorFile()
  const [one, two] = [limiterOn(openAuthStore(file)).limiter, limiterOn(openAuthStore(file)).limiter]
  for (let n = 0; n < RATE_LIMITS.forms.account / 2; n += 1) {
    expect(one.take('forms', SANNE)).toEqual({ go: true })
    expect(two.take('forms', SANNE)).toEqual({ go: true })
  }
  expect(one.take('forms', SANNE)).toMatchObject({ go: false })
  expect(two.take('forms', SANNE)).toMatchObject({ go: false })

  for (let n = 0; n < RATE_LIMITS.pages.account / 2; n += 1) {
    one.take('pages', SANNE)
    two.take('pages', SANNE)
  }
  for (const limiter of [one, two, one, two]) limiter.flush()
  // Both know of each other once they have written.
  one.take('pages', SANNE)
  for (const limiter of [one, two]) limiter.flush()
  expect(one.take('pages', SANNE)).toMatchObject({ go: false })
  expect(two.take('pages', SANNE)).toMatchObject({ go: false })
})

test('rows go away once they say nothing any more, and an idle portal writes nothing', () => {
  const authStore = openAuthStore(':memory:')
  const { limiter, time } = limiterOn(authStore)
  limiter.take('forms', SANNE)
  limiter.take('sign-in', CAMPUS)
  limiter.take('pages', CAMPUS)
  limiter.flush()
  expect(rows(authStore)).toBe(3)
  time.now += RATE_LIMITS['sign-in'].within
  limiter.flush()
  expect(rows(authStore)).toBe(0)
  const changes = () => Number(authStore.prepare('SELECT total_changes()').pluck().get())
  const before = changes()
  for (let minute = 0; minute < 10; minute += 1) {
    time.now += 60_000
    limiter.flush()
  }
  expect(changes()).toBe(before)
})

test('no address and no account stands in the file, and the salt of yesterday is gone', () => {
  const authStore = openAuthStore(':memory:')
  const { limiter, time } = limiterOn(authStore)
  limiter.take('forms', CAMPUS)
  limiter.take('forms', SANNE)
  const text = () => JSON.stringify(authStore.prepare('SELECT what, hex(who) FROM attempts').all())
  expect(text()).not.toMatch(/sanne|192\.0\.2/)
  const salt = () => authStore.prepare('SELECT hex(salt) FROM salts').pluck().all()
  const first = salt()
  expect(first).toHaveLength(1)
  time.now += 86_400_000
  limiter.take('forms', CAMPUS)
  expect(salt()).toHaveLength(1)
  expect(salt()).not.toEqual(first)
})

test('when the counters cannot be reached pages go on, forms and sign-ins hear of it, and nobody waits for the file', () => {
  const file = doorFile()
  openAuthStore(file).close()
  const holder = new Database(file)
  holder.exec('BEGIN IMMEDIATE')
  const mine = openAuthStore(file)
  mine.exec('PRAGMA busy_timeout = 50')
  const { limiter, time } = limiterOn(mine)
  expect(limiter.take('sign-in', CAMPUS)).toBe('unknown')
  const started = performance.now()
  for (let n = 0; n < 100; n += 1) {
    expect(limiter.take('pages', CAMPUS)).toEqual({ go: true })
    expect(limiter.take('forms', CAMPUS)).toBe('unknown')
    limiter.flush()
  }
  expect(performance.now() - started).toBeLessThan(1_000)
  expect(lines.splice(0)).toEqual([['warn', expect.any(String), { code: 'SQLITE_BUSY' }]])
  holder.exec('ROLLBACK')
  holder.close()
  time.now += 10_000
  expect(limiter.take('sign-in', CAMPUS)).toEqual({ go: true })
})

test('a file that is none holds up nobody who reads', () => {
  const { limiter } = limiterOn(() => {
    throw new Error('file is not a database')
  })
  expect(limiter.take('pages', CAMPUS)).toEqual({ go: true })
  expect(limiter.take('sign-in', CAMPUS)).toBe('unknown')
  limiter.flush()
})

test('a load test is counted and meets a thousand times the limit; off counts nothing', () => {
  expect(rateLimitsFor('off', {})).toBeNull()
  expect(rateLimitsFor('load', {})?.forms).toEqual({ account: 30_000, address: 300_000, within: 60_000 })
  expect(rateLimitsFor('on', { forms: { account: 1, address: 2, within: 60_000 } })?.forms.address).toBe(2)
  const authStore = openAuthStore(':memory:')
  const { limiter } = limiterOn(authStore, rateLimitsFor('load', {}) ?? RATE_LIMITS)
  for (let n = 0; n < 5_000; n += 1) expect(limiter.take('pages', CAMPUS)).toEqual({ go: true })
  limiter.flush()
  expect(rows(authStore)).toBe(1)
})

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0db8:0001::9', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['300.1.1.1', 'unknown'],
  ['elsewhere', 'unknown'],
  [undefined, 'unknown'],
])('of the address %s only the network %s is used', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
