import { type Role, UNIT_ROLES } from '#app/access/vocabulary.ts'
import { addDays } from '#app/i18n/zoned-time.ts'

export type RoleProblem =
  | 'no-person'
  | 'own-role'
  | 'needs-unit'
  | 'no-unit-here'
  | 'unknown-unit'
  | 'needs-provider'
  | 'unknown-provider'
  | 'no-provider-here'
  | 'needs-end'
  | 'wrong-dates'
  | 'ends-before-today'
  | 'has-it'

export type GrantFacts = {
  role: Role
  isOwn: boolean
  unitId: string | null
  unitIsKnown: boolean
  providerId: string | null
  providerIsKnown: boolean
  startsOn: string
  endsOn: string | null
  today: string
  hasItThen: boolean
}

function isUnitRole(role: Role): boolean {
  return (UNIT_ROLES as ReadonlyArray<Role>).includes(role)
}

/** Why a role cannot be granted: nobody grants one to themselves, an HR adviser has named units, and the contract of a provider has an end. */
export function whyRoleCannotBeGranted(facts: GrantFacts): RoleProblem | null {
  if (facts.isOwn) return 'own-role'
  if (facts.role === 'hr-adviser' && facts.unitId === null) return 'needs-unit'
  if (facts.unitId !== null && !isUnitRole(facts.role)) return 'no-unit-here'
  if (facts.unitId !== null && !facts.unitIsKnown) return 'unknown-unit'
  if (facts.role === 'provider' && facts.providerId === null) return 'needs-provider'
  if (facts.role !== 'provider' && facts.providerId !== null) return 'no-provider-here'
  if (facts.providerId !== null && !facts.providerIsKnown) return 'unknown-provider'
  if (facts.role === 'provider' && facts.endsOn === null) return 'needs-end'
  if (facts.endsOn !== null && facts.endsOn < facts.startsOn) return 'wrong-dates'
  if (facts.endsOn !== null && facts.endsOn < facts.today) return 'ends-before-today'
  return facts.hasItThen ? 'has-it' : null
}

export type EndRoleProblem =
  | 'no-grant'
  | 'own-role'
  | 'has-ended'
  | 'wrong-dates'
  | 'later-than-end'
  | 'last-administrator'

export type EndFacts = {
  isOwn: boolean
  startsOn: string
  endsOn: string | null
  /** The last day it is to hold; null ends it at once. */
  lastDay: string | null
  today: string
  leavesNoAdministrator: boolean
}

/** Why a role cannot be ended so: ending only shortens it, what has ended stays as it was, and somebody always administers the portal. */
export function whyRoleCannotBeEnded(facts: EndFacts): EndRoleProblem | null {
  if (facts.isOwn) return 'own-role'
  if (facts.endsOn !== null && facts.endsOn < facts.today) return 'has-ended'
  if (facts.lastDay !== null) {
    if (facts.lastDay < facts.today || facts.lastDay < facts.startsOn) return 'wrong-dates'
    if (facts.endsOn !== null && facts.lastDay > facts.endsOn) return 'later-than-end'
  }
  return facts.leavesNoAdministrator ? 'last-administrator' : null
}

/** Days from and up to and including; without an end when `endsOn` is null. */
export type Period = { startsOn: string; endsOn: string | null }

/** Whether some day of a role that is taken away has nobody else who holds it then. */
export function leavesDaysWithout(taken: Period, others: ReadonlyArray<Period>): boolean {
  const isOver = (day: string) => taken.endsOn !== null && day > taken.endsOn
  let day = taken.startsOn
  for (const { startsOn, endsOn } of [...others].sort((a, b) => a.startsOn.localeCompare(b.startsOn))) {
    if (isOver(day) || startsOn > day) break
    if (endsOn === null) return false
    if (endsOn >= day) day = addDays(endsOn, 1)
  }
  return !isOver(day)
}
