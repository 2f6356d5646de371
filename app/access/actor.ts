import { PERMISSIONS, type Permission } from './permissions.ts'
import { ROLES, type Role, type System } from './vocabulary.ts'

/** A role that holds now: for the whole university (`unitId` null) or for one unit and what is under it; `providerId` for an external provider. */
export type Grant = { readonly role: Role; readonly unitId: string | null; readonly providerId: string | null }

/** Who does something: a person by id, or what works without one, as `system:operator`. */
export type Actor = {
  readonly id: string
  readonly grants: ReadonlyArray<Grant>
  readonly system: System | null
  /** Ties together in the audit log what one command does; what a request does is one by itself. */
  readonly operationId?: string
  /** Ids of records that were merged into this person: they stand for them. */
  readonly formerIds?: ReadonlyArray<string>
}

/** Somebody who is signed in, with the roles that hold at this moment. It stays on the server: screens get what they show and no more. */
export type Person = Actor & {
  readonly name: string
  readonly language: 'nl' | 'en'
  readonly system: null
}

declare const proof: unique symbol
/** An actor whose permission has been checked. Only `allow` and `asSystem` make one, so a verb that asks for it cannot be called without the check. */
export type Allowed<P extends Permission> = Actor & { readonly [proof]: P }

/** Whether this actor may do this at all. Which record it may be done to is a rule of the feature. */
export function may(actor: Actor, permission: Permission): boolean {
  const who: ReadonlyArray<Role | System> = PERMISSIONS[permission]
  if (actor.system) return who.includes(actor.system)
  return actor.grants.some(({ role }) => ROLES.includes(role) && who.includes(role))
}

/** The actor with proof of permission; what is not yours does not exist, so a refusal is the same 404 as an address that is not there. */
export function allow<P extends Permission>(actor: Actor, permission: P): Allowed<P> {
  if (!may(actor, permission)) throw new Response(null, { status: 404 })
  return actor as Allowed<P>
}

/** What works without a person, under its own name. Throws when that name has no such permission: a defect, never a refusal. */
export function asSystem<P extends Permission>(system: System, permission: P): Allowed<P> {
  const actor: Actor = { id: `system:${system}`, grants: [], system }
  if (!may(actor, permission)) throw new Error(`${actor.id} has no permission ${permission}`)
  return actor as Allowed<P>
}

/** The same actor, where all they do now is one operation of the audit log. */
export function inOperation<A extends Actor>(actor: A, operationId: string): A {
  return { ...actor, operationId }
}

export function hasRole(actor: Actor, role: Role): boolean {
  return actor.grants.some((grant) => grant.role === role)
}

/** For which units a role holds: `all`, or their ids (what is under them counts too); an empty list when the actor has not got the role. */
export function unitsOf(actor: Actor, role: Role): 'all' | ReadonlyArray<string> {
  const held = actor.grants.filter((grant) => grant.role === role)
  if (held.some((grant) => grant.unitId === null)) return 'all'
  return held.flatMap((grant) => (grant.unitId === null ? [] : [grant.unitId]))
}
