import { createHmac, randomBytes } from 'node:crypto'
import type { AuthStore } from '#db/auth-store.server.ts'

const DAY = 86_400_000
/** The table counts in microseconds, so that a high limit has a step too. */
const MICRO = 1_000

/** How often within how many milliseconds. */
export type Rule = { readonly times: number; readonly within: number }

/**
 * One number is kept for each who tries: the moment until which their attempts reach. Each attempt moves it on by `within / times`; who would
 * reach further ahead than `within` waits. So a full number is free at once, and after that as many as come free again.
 */
const TAKE = `
  INSERT INTO attempts (what, who, until) VALUES (@what, @who, @now + @step)
  ON CONFLICT (what, who) DO UPDATE SET until = max(until, @now) + @step WHERE max(until, @now) + @step <= @now + @within
  RETURNING until`
const ADD = `
  INSERT INTO attempts (what, who, until) VALUES (@what, @who, min(@now + @step, @now + @within))
  ON CONFLICT (what, who) DO UPDATE SET until = min(max(until, @now) + @step, @now + @within)
  RETURNING until`

export function stepOf(rule: Rule): number {
  return Math.max(1, Math.floor((rule.within * MICRO) / rule.times))
}

const salts = new WeakMap<AuthStore, { day: number; salt: Buffer }>()

/** The salt of this day, the same for all processes; those of earlier days go, and with them the way back from a row to an address. */
function saltOf(authStore: AuthStore, now: number): Buffer {
  const day = Math.floor(now / DAY)
  const known = salts.get(authStore)
  if (known?.day === day) return known.salt
  authStore.prepare('DELETE FROM salts WHERE day < ?').run(day)
  authStore.prepare('INSERT OR IGNORE INTO salts (day, salt) VALUES (?, ?)').run(day, randomBytes(32))
  const salt = authStore.prepare('SELECT salt FROM salts WHERE day = ?').pluck().get(day) as Buffer
  salts.set(authStore, { day, salt })
  return salt
}

function hashOf(authStore: AuthStore, who: string, now: number): Buffer {
  return createHmac('sha256', saltOf(authStore, now)).update(who).digest().subarray(0, 16)
}

/** Counts one attempt, in one statement that all processes agree on. Answers the milliseconds to wait: 0 when it was counted, more when it is refused. */
export function takeAttempt(authStore: AuthStore, what: string, who: string, rule: Rule, now: number): number {
  const [at, within, step] = [now * MICRO, rule.within * MICRO, stepOf(rule)]
  const values = { what, who: hashOf(authStore, who, now), now: at, within, step }
  if (authStore.prepare(TAKE).get(values)) return 0
  const until = authStore.prepare('SELECT until FROM attempts WHERE what = ? AND who = ?').pluck().get(what, values.who)
  return Math.max(1, (Number(until) + step - within - at) / MICRO)
}

export type Counts = ReadonlyArray<{ what: string; who: string; rule: Rule; times: number }>

/** Adds attempts that were counted in memory, all in one go. Answers how far each now reaches, in milliseconds, with what other processes added. */
export function addAttempts(authStore: AuthStore, counts: Counts, now: number): number[] {
  authStore.exec('BEGIN IMMEDIATE')
  try {
    const reach = counts.map(({ what, who, rule, times }) => {
      const values = { now: now * MICRO, within: rule.within * MICRO, step: stepOf(rule) * times }
      const row = authStore
        .prepare(ADD)
        .pluck()
        .get({ what, who: hashOf(authStore, who, now), ...values })
      return Number(row) / MICRO
    })
    authStore.exec('COMMIT')
    return reach
  } catch (error) {
    if (authStore.inTransaction) authStore.exec('ROLLBACK')
    throw error
  }
}

/** Deletes the rows that say nothing any more: whose attempts have all come free again. Answers whether others are left. */
export function deleteSpentAttempts(authStore: AuthStore, now: number): boolean {
  authStore.prepare('DELETE FROM attempts WHERE until <= ?').run(now * MICRO)
  return authStore.prepare('SELECT 1 FROM attempts LIMIT 1').get() !== undefined
}

/** Deletes counters that reach no further than this moment, and the salts of days before it; UTC milliseconds. Answers how many. */
export function eraseCounters(authStore: AuthStore, moment: number): number {
  const salts = authStore.prepare('DELETE FROM salts WHERE day < ?').run(Math.floor(moment / DAY)).changes
  return salts + authStore.prepare('DELETE FROM attempts WHERE until < ?').run(moment * MICRO).changes
}
