/** What is remembered of how the search server did lately. Moments in milliseconds of any steady clock. */
export type Breaker = {
  /** In a row. */
  failures: number
  /** Since when the server is left alone; null while it is asked. */
  openedAt: number | null
  probedAt: number
  /** It was left alone and says that it is well: one search may try. */
  ready: boolean
}

/** After so many failures in a row the server is left alone. */
const MOST_FAILURES = 2
/** How often a server that failed is asked whether it is well again. */
const PROBE_EVERY_MS = 10_000

/** Nothing went wrong yet, or the server just answered well. */
export function closedBreaker(): Breaker {
  return { failures: 0, openedAt: null, probedAt: 0, ready: false }
}

/** The server failed: the second time in a row, or at its first try after a pause, it is left alone. */
export function afterFailure(breaker: Breaker, now: number): Breaker {
  const failures = breaker.failures + 1
  const opens = failures >= MOST_FAILURES || breaker.openedAt !== null
  return opens ? { failures, openedAt: now, probedAt: now, ready: false } : { ...breaker, failures }
}

/** A server that was left alone says it is well: the next search may try. */
export function afterHealthy(breaker: Breaker): Breaker {
  return breaker.openedAt === null ? breaker : { ...breaker, ready: true }
}

/** Whether a search may go to the server now. */
export function mayAsk({ openedAt, ready }: Breaker): boolean {
  return openedAt === null || ready
}

/** A search goes to the server: when that is a try, the others wait for how it ends. */
export function whileAsking(breaker: Breaker): Breaker {
  return breaker.ready ? { ...breaker, ready: false } : breaker
}

/** Whether it is time to ask a server that was left alone how it is. */
export function shouldProbe({ openedAt, probedAt }: Breaker, now: number): boolean {
  return openedAt !== null && now - probedAt >= PROBE_EVERY_MS
}

/** The server was asked how it is, now. */
export function whileProbing(breaker: Breaker, now: number): Breaker {
  return { ...breaker, probedAt: now }
}

/** Whether what went wrong so many times in a row is worth a line in the log: the first time, and then more and more seldom. */
export function isWorthTelling(times: number): boolean {
  return (times & (times - 1)) === 0
}

/** How long the same change may wait in the outbox, in milliseconds, and how many may: results that lag are worse than those of the embedded engine. */
const MOST_LAG_MS = 60_000
const MOST_LAG_DOCUMENTS = 200

/** The oldest change that still has to go to the server, and since when it is seen to wait; null when nothing waits. */
export type Lag = { seq: number; since: number } | null

/** What waits now: the same change as before still waits since then. */
export function lagAfter(lag: Lag, oldestSeq: number | null, now: number): Lag {
  if (oldestSeq === null) return null
  return lag?.seq === oldestSeq ? lag : { seq: oldestSeq, since: now }
}

/** Whether the server is too far behind to be asked. */
export function isBehind(lag: Lag, waiting: number, now: number): boolean {
  return waiting > MOST_LAG_DOCUMENTS || (lag !== null && now - lag.since > MOST_LAG_MS)
}
