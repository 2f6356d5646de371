import type { Grant } from '#app/access/actor.ts'
import type { AuthSession } from '#app/access/visitor.ts'
import type { Role } from '#app/access/vocabulary.ts'

const MINUTE = 60_000

/** How long a sign-in lasts without use (OWASP: 15 to 30 minutes), and at most (a working day). In milliseconds. */
export const IDLE_MS = { careful: 15 * MINUTE, others: 30 * MINUTE } as const
export const LONGEST_MS = 8 * 60 * MINUTE
/** Requests that were on their way when an id was replaced still count for so long. */
export const GRACE_MS = 10_000
/** The time of last use is written at most once in so long. */
export const SEEN_EVERY_MS = MINUTE
/** The oldest sign-in ends when somebody has more than these at once. */
export const MOST_SESSIONS = 5

/**
 * Every role but that of an employee: whoever has it confirms once more who they are, where the sign-in service can ask that, and their
 * sign-in ends sooner. A role that is added is careful by itself.
 */
export function isCareful(role: Role): boolean {
  return role !== 'employee'
}

export function idleMsFor(grants: ReadonlyArray<Grant>): number {
  return grants.some(({ role }) => isCareful(role)) ? IDLE_MS.careful : IDLE_MS.others
}

type Times = { seenAt: number; endsAt: number; replacedAt: number | null }

/** Whether a sign-in still counts at this moment. */
export function isOpen(times: Times, idleMs: number, now: number): boolean {
  if (times.replacedAt !== null && now - times.replacedAt > GRACE_MS) return false
  return now < times.endsAt && now - times.seenAt < idleMs
}

/**
 * How many seconds a sign-in that was just used lasts when it is not used again. `isLast`: it ends then whatever happens, because a
 * sign-in lasts a working day at most.
 */
export function secondsLeft(
  signIn: Pick<AuthSession, 'seenAt' | 'endsAt' | 'idleMs'>,
  now: number,
): { seconds: number; isLast: boolean } {
  const seenAt = now - signIn.seenAt >= SEEN_EVERY_MS ? now : signIn.seenAt
  const idleEnd = seenAt + signIn.idleMs
  return {
    seconds: Math.max(0, Math.floor((Math.min(idleEnd, signIn.endsAt) - now) / 1_000)),
    isLast: signIn.endsAt <= idleEnd,
  }
}

/** The roles that hold in this sign-in, and those that wait for a second factor where the portal asks for one. */
export function splitByAssurance(
  grants: ReadonlyArray<Grant>,
  assured: boolean,
): { hold: ReadonlyArray<Grant>; waiting: ReadonlyArray<Role> } {
  if (assured) return { hold: grants, waiting: [] }
  const waiting = grants.filter(({ role }) => isCareful(role)).map(({ role }) => role)
  return { hold: grants.filter(({ role }) => !isCareful(role)), waiting: [...new Set(waiting)] }
}
