/** The closed lists of roles, relations and ways to sign in. This file imports nothing; every value has a text in locales/{nl,en}/screens/people.json. */

/** What somebody may be here, granted in the portal's own database and nowhere else. A line manager is no role: it gives no right over people (Handreiking 2.1). */
export const ROLES = [
  'employee',
  'advisor',
  'coordinator',
  'hr-publisher',
  'hr-adviser',
  'administrator',
  'provider',
] as const
export type Role = (typeof ROLES)[number]

/** Roles that hold for named units only, or (HR publisher without a unit) for the whole university. */
export const UNIT_ROLES = ['hr-publisher', 'hr-adviser'] as const satisfies ReadonlyArray<Role>

/** What works without a person acts under one of these names, with permissions of its own. */
export const SYSTEMS = ['operator', 'seed', 'sign-in', 'retention', 'auditor', 'forwarding'] as const
export type System = (typeof SYSTEMS)[number]

/** What ties a person to one record, from a day to a day; it says nothing about any other record. */
export const RELATIONS = [
  'session-trainer',
  'budget-holder',
  'budget-deputy',
  'commissioner',
  'release-receiver',
] as const
export type Relation = (typeof RELATIONS)[number]

/** How somebody signed in. */
export const SIGN_IN_METHODS = ['demo', 'oidc'] as const
export type SignInMethod = (typeof SIGN_IN_METHODS)[number]

/**
 * What ties an actor to one record of confidences: it is about them, it is assigned to them, they receive what was released, it waits for anybody at the
 * career centre (whom their role gives the permission), or the portal itself works on it. A permission about a record names those that carry it (app/access/record-permissions.ts); without that line none does.
 */
export const RECORD_RELATIONS = ['own', 'assigned', 'release-receiver', 'career-centre', 'system'] as const
export type RecordRelation = (typeof RECORD_RELATIONS)[number]

/** What a permission lets somebody do with the sealed texts of a record. */
export const RECORD_ACTS = ['open', 'save', 'erase'] as const
export type RecordAct = (typeof RECORD_ACTS)[number]
