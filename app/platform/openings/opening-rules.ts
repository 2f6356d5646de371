/** Why somebody who is not assigned to a record opens it: a closed list, because words of their own would be read beside the record. */
export const OPENING_REASONS = ['stands-in', 'takes-over', 'was-asked', 'complaint', 'urgent'] as const
export type OpeningReason = (typeof OPENING_REASONS)[number]

/** On what somebody opens another's record: their own assignment to it, or one of the reasons. */
export type OpeningGround = { readonly assignment: string } | { readonly reason: OpeningReason }

/** How long a record stays open after the last request that used it, and at most after it was opened. */
export const OPEN_IDLE_MS = 15 * 60_000
export const OPEN_LONGEST_MS = 2 * 3_600_000

/** Moments in UTC milliseconds. */
export type OpeningTimes = { readonly openedAt: number; readonly usedAt: number }

/** Whether a record that was opened may still be read. A moment before the last use is of a clock that was put back, and counts as over. */
export function isOpening({ openedAt, usedAt }: OpeningTimes, now: number): boolean {
  return now >= usedAt && now - usedAt < OPEN_IDLE_MS && now - openedAt < OPEN_LONGEST_MS
}

/** The ground as an event holds it. */
export function groundText(ground: OpeningGround): string {
  return 'assignment' in ground ? `assignment:${ground.assignment}` : `reason:${ground.reason}`
}
