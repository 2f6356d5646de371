const MINUTE = 60_000

/** How long a delivery that failed waits until it is tried again, in minutes: within a day and a half it arrived, or a person looks. */
export const BACKOFF_MINUTES = [1, 5, 15, 60, 180, 360, 780] as const
/** The first try, and one after each wait. */
export const MOST_DELIVERIES = BACKOFF_MINUTES.length + 1

/** A process that was killed holds what it had in hand no longer than this. */
export const OUTBOX_LEASE_MS = 60_000

/** How long to wait after so many failures in a row; null when it is given up. Up to a tenth longer, so that what failed together does not come back together. */
export function waitAfterFailures(failures: number, chance: number): number | null {
  const minutes = BACKOFF_MINUTES[failures - 1]
  return minutes === undefined ? null : Math.round(minutes * MINUTE * (1 + chance / 10))
}
