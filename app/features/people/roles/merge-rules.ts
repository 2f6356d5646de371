/** How long two people who were merged can be taken apart again, in milliseconds. */
export const UNDO_MS = 86_400_000

export type MergeProblem =
  | 'no-person'
  | 'same-person'
  | 'merged-already'
  | 'own-role'
  | 'one-is-shut-out'
  | 'last-administrator'
  | 'needs-reason'

export type MergeFacts = {
  areKnown: boolean
  /** The same record, or one that stands for the other already. */
  areOne: boolean
  isMergedAlready: boolean
  isOwn: boolean
  /** One of the two is shut out and the other is not. */
  isOneShutOut: boolean
  leavesNoAdministrator: boolean
  hasReason: boolean
}

/**
 * Why two records cannot become one. Nobody does it with a record of their own; somebody who is shut out does not come in by the account of
 * another record; and the roles of a merged record stop, so that it may not be the last administrator's.
 */
export function whyNotMerged(facts: MergeFacts): MergeProblem | null {
  if (!facts.areKnown) return 'no-person'
  if (facts.areOne) return 'same-person'
  if (facts.isMergedAlready) return 'merged-already'
  if (facts.isOwn) return 'own-role'
  if (facts.isOneShutOut) return 'one-is-shut-out'
  if (facts.leavesNoAdministrator) return 'last-administrator'
  return facts.hasReason ? null : 'needs-reason'
}

export type UnmergeProblem = 'no-merge' | 'own-role' | 'merged-on' | 'too-late'

/** Why a merge cannot be taken back: only within a day, and the last one first. */
export function whyNotUnmerged(facts: {
  isMerged: boolean
  isOwn: boolean
  wasMergedOn: boolean
  ageMs: number
}): UnmergeProblem | null {
  if (!facts.isMerged) return 'no-merge'
  if (facts.isOwn) return 'own-role'
  if (facts.wasMergedOn) return 'merged-on'
  return facts.ageMs < UNDO_MS ? null : 'too-late'
}
