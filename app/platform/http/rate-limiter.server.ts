import type { AuthStore } from '#db/auth-store.server.ts'
import { startTick } from '../jobs/tick.server.ts'
import { log as portalLog } from '../log.server.ts'
import { addAttempts, deleteSpentAttempts, type Rule, takeAttempt } from './rate-limit-store.server.ts'
import type { Counted, RateLimits } from './rate-limits.ts'

const FLUSH_EVERY_MS = 1_000
const FORGET_EVERY_MS = 60_000
/** After a failure the counters are left alone for so long, so that a file that does not answer holds up nobody. */
const PAUSE_MS = 10_000
/** More who read at once are not told apart for this second. */
const MOST_IN_MEMORY = 50_000
/** What only reads is counted in memory and written once a second; the rest is counted where all processes see it at once. */
const IN_MEMORY: ReadonlySet<Counted> = new Set(['pages', 'search', 'suggest'])

export type Who = { readonly kind: 'account' | 'address'; readonly id: string }
/** `unknown`: the counters cannot be reached. */
export type Verdict = { readonly go: true } | { readonly go: false; readonly waitSeconds: number } | 'unknown'

export type RateLimiter = {
  /** `fold` counts apart, and refuses at so many times the limit. */
  take(what: Counted, who: Who, fold?: number): Verdict
  /** Writes what was counted in memory and deletes what is over; runs by itself once a second. */
  flush(): void
  stop(): void
}

type Known = { what: Counted; who: string; rule: Rule; until: number; pending: number }

const GO: Verdict = { go: true }

function wait(milliseconds: number): Verdict {
  return { go: false, waitSeconds: Math.max(1, Math.ceil(milliseconds / 1_000)) }
}

/** Counts who does how much; `clock` in UTC milliseconds. What cannot be counted never throws. */
export function createRateLimiter(
  authStore: () => AuthStore,
  limits: RateLimits,
  clock: () => number,
  log = portalLog,
): RateLimiter {
  const known = new Map<string, Known>()
  let pausedUntil = 0
  let mayHaveRows = true
  let forgottenAt = 0

  function withDoor<T>(work: (authStore: AuthStore) => T): T | 'unknown' {
    if (clock() < pausedUntil) return 'unknown'
    try {
      return work(authStore())
    } catch (error) {
      pausedUntil = clock() + PAUSE_MS
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      log('warn', 'the counters of attempts cannot be reached', { code })
      return 'unknown'
    }
  }

  function takeInMemory(what: Counted, who: string, rule: Rule): Verdict {
    const [now, step, key] = [clock(), rule.within / rule.times, `${what} ${who}`]
    let one = known.get(key)
    if (!one) {
      if (known.size >= MOST_IN_MEMORY) return GO
      one = { what, who, rule, until: 0, pending: 0 }
      known.set(key, one)
    }
    const until = Math.max(one.until, now) + step
    // Half a step, because the table rounds down.
    if (until > now + rule.within + step / 2) return wait(until - now - rule.within)
    one.until = until
    one.pending += 1
    return GO
  }

  function write(now: number): void {
    const counted = [...known.values()].filter(({ pending }) => pending > 0)
    if (counted.length > 0) {
      const reach = withDoor((opened) =>
        addAttempts(
          opened,
          counted.map(({ pending, ...rest }) => ({ ...rest, times: pending })),
          now,
        ),
      )
      if (reach !== 'unknown') {
        mayHaveRows = true
        for (const [index, one] of counted.entries()) {
          one.until = reach[index] ?? one.until
          one.pending = 0
        }
      }
    }
    for (const [key, one] of known) if (one.until <= now) known.delete(key)
  }

  function forget(now: number): void {
    if (!mayHaveRows || now - forgottenAt < FORGET_EVERY_MS) return
    forgottenAt = now
    if (withDoor((opened) => deleteSpentAttempts(opened, now)) === false) mayHaveRows = false
  }

  function flush(): void {
    const now = clock()
    write(now)
    forget(now)
  }

  const tick = startTick('counting requests', FLUSH_EVERY_MS, flush)
  return {
    take(what, { kind, id }, fold = 1) {
      const rule: Rule = { times: limits[what][kind] * fold, within: limits[what].within }
      const who = `${kind} ${id}`
      if (IN_MEMORY.has(what)) return takeInMemory(what, who, rule)
      const waitMs = withDoor((opened) =>
        takeAttempt(opened, fold === 1 ? what : `${what} x${fold}`, who, rule, clock()),
      )
      if (waitMs === 'unknown') return 'unknown'
      if (waitMs > 0) return wait(waitMs)
      mayHaveRows = true
      return GO
    },
    flush,
    stop: () => void tick.stop(),
  }
}
