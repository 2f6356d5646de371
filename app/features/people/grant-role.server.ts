import { randomUUID } from 'node:crypto'
import { and, eq, gte, isNull, lte, or, sql } from 'drizzle-orm'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { tell } from '#app/platform/audit/append.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { providers, units } from '#db/schema/catalogue.ts'
import { people, roleGrants } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { Allowed } from './person.ts'
import { type RoleProblem, whyRoleCannotBeGranted } from './role-rules.ts'
import type { Role } from './vocabulary.ts'

export type NewGrant = {
  personId: string
  role: Role
  unitId?: string | null
  providerId?: string | null
  /** Days such as `2027-02-03`; from today and without an end unless they say otherwise. */
  startsOn?: string
  endsOn?: string | null
  reason?: string
}

/** Counts a change of roles: every sign-in of this person gets a new id before it is used again. */
export function countRoleChange(tx: Tx, personId: string, now: Date): void {
  tx.update(people)
    .set({ epoch: sql`${people.epoch} + 1`, updatedAt: Number(now) })
    .where(eq(people.id, personId))
    .run()
}

function hasItThen(
  tx: Tx,
  grant: Required<Pick<NewGrant, 'personId' | 'role'>> & { unitId: string | null; providerId: string | null },
  startsOn: string,
  endsOn: string | null,
) {
  const same = (column: typeof roleGrants.unitId | typeof roleGrants.providerId, value: string | null) =>
    value === null ? isNull(column) : eq(column, value)
  return tx
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.personId, grant.personId),
        eq(roleGrants.role, grant.role),
        same(roleGrants.unitId, grant.unitId),
        same(roleGrants.providerId, grant.providerId),
        endsOn === null ? undefined : lte(roleGrants.startsOn, endsOn),
        or(isNull(roleGrants.endsOn), gte(roleGrants.endsOn, startsOn)),
      ),
    )
    .get()
}

/** Grants a role, from a day to a day. Roles come from here and from nowhere else; the change counts at the next request. Answers its id. */
export function grantRole(
  tx: Tx,
  actor: Allowed<'role.grant'>,
  grant: NewGrant,
  now: Date,
): Outcome<string, RoleProblem> {
  const { personId, role, unitId = null, providerId = null, endsOn = null } = grant
  const today = dayOf(now)
  const startsOn = grant.startsOn ?? today
  if (!tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).get()) return refused('no-person')
  const problem = whyRoleCannotBeGranted({
    role,
    isOwn: personId === actor.id,
    unitId,
    unitIsKnown: unitId !== null && !!tx.select({ id: units.id }).from(units).where(eq(units.id, unitId)).get(),
    providerId,
    providerIsKnown:
      providerId !== null &&
      !!tx
        .select({ id: providers.id })
        .from(providers)
        .where(and(eq(providers.id, providerId), eq(providers.external, true)))
        .get(),
    startsOn,
    endsOn,
    today,
    hasItThen: hasItThen(tx, { personId, role, unitId, providerId }, startsOn, endsOn) !== undefined,
  })
  if (problem) return refused(problem)
  const id = randomUUID()
  tx.insert(roleGrants)
    .values({ id, personId, role, unitId, providerId, startsOn, endsOn, grantedBy: actor.id, createdAt: Number(now) })
    .run()
  countRoleChange(tx, personId, now)
  tell(
    tx,
    actor,
    {
      action: 'role.grant',
      object: { type: 'role-grant', id },
      subjectId: personId,
      fields: [role],
      reason: grant.reason,
    },
    now,
  )
  return done(id)
}
