import type { Role } from '#app/access/vocabulary.ts'
import { isCareful } from '../auth-session-rules.ts'

/** Why a first sign-in waits for somebody: what the person has was granted before it, or they sign in with another account already. */
export type HoldReason = 'granted-before' | 'other-account'

export type FirstSignInFacts = {
  /** Every role that was ever granted: in force, still to begin, ended, taken back. */
  rolesEver: ReadonlyArray<Role>
  /** Ties to single records, such as a text that somebody released to them. */
  hasRelations: boolean
  /** Whether an account of this same sign-in service is theirs already. */
  hasAccountHere: boolean
}

/**
 * Whether the first sign-in of somebody who is known by staff number waits until an administrator or the operator has looked. A number is
 * given out by people and may be mistaken, so it never carries rights over others: any role but employee, whenever it holds, and any tie
 * to a record. Nor does it give somebody who signs in already a second account.
 */
export function whyFirstSignInWaits(facts: FirstSignInFacts): HoldReason | null {
  if (facts.hasAccountHere) return 'other-account'
  return facts.rolesEver.some(isCareful) || facts.hasRelations ? 'granted-before' : null
}
