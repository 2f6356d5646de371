import { type Role, UNIT_ROLES } from './vocabulary.ts'

export type RoleProblem =
  | 'no-person'
  | 'own-role'
  | 'needs-unit'
  | 'no-unit-here'
  | 'unknown-unit'
  | 'needs-provider'
  | 'unknown-provider'
  | 'needs-end'
  | 'wrong-dates'
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
  hasItThen: boolean
}

function isUnitRole(role: Role): boolean {
  return (UNIT_ROLES as ReadonlyArray<Role>).includes(role)
}

/** Why a role cannot be granted: nobody grants one to themselves, an HR adviser has named units, and a provider's contract has an end. */
export function whyRoleCannotBeGranted(facts: GrantFacts): RoleProblem | null {
  if (facts.isOwn) return 'own-role'
  if (facts.role === 'hr-adviser' && facts.unitId === null) return 'needs-unit'
  if (facts.unitId !== null && !isUnitRole(facts.role)) return 'no-unit-here'
  if (facts.unitId !== null && !facts.unitIsKnown) return 'unknown-unit'
  if (facts.role === 'provider' && facts.providerId === null) return 'needs-provider'
  if (facts.providerId !== null && !facts.providerIsKnown) return 'unknown-provider'
  if (facts.role === 'provider' && facts.endsOn === null) return 'needs-end'
  if (facts.endsOn !== null && facts.endsOn < facts.startsOn) return 'wrong-dates'
  return facts.hasItThen ? 'has-it' : null
}
