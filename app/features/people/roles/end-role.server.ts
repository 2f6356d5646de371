import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { people, roleGrants } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import { countRoleChange } from '../grant-role.server.ts'
import { currentIdOf, isNoAlias } from '../records/aliases.server.ts'
import { type EndRoleProblem, leavesDaysWithout, type Period, whyRoleCannotBeEnded } from './role-rules.ts'

/** When somebody administers the portal who may sign in; `without` leaves out one grant, or everything of one person. */
function otherAdministrators(tx: Tx, without: { grantId: string } | { personId: string }): Period[] {
  return tx
    .select({ startsOn: roleGrants.startsOn, endsOn: roleGrants.endsOn })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(
        eq(roleGrants.role, 'administrator'),
        isNull(people.disabledAt),
        sql.raw(isNoAlias('people.id')),
        'grantId' in without ? ne(roleGrants.id, without.grantId) : ne(roleGrants.personId, without.personId),
      ),
    )
    .all()
}

/** What is taken away of a role from this day on. */
function takenFrom(day: string, { startsOn, endsOn }: Period): Period {
  return { startsOn: startsOn > day ? startsOn : day, endsOn }
}

/**
 * Ends a granted role: `lastDay` is the last day it holds (`2027-02-03`), and null ends it at once. What was granted stays on record.
 * Nobody changes a role of their own, and the last administrator stays, so that nobody can lock everybody out.
 */
export function endRole(
  tx: Tx,
  actor: Allowed<'role.end'>,
  end: { grantId: string; lastDay: string | null; reason?: string },
  now: Date,
): Outcome<'ended', EndRoleProblem> {
  const grant = tx.select().from(roleGrants).where(eq(roleGrants.id, end.grantId)).get()
  if (!grant) return refused('no-grant')
  const holder = tx.select({ disabledAt: people.disabledAt }).from(people).where(eq(people.id, grant.personId)).get()
  const today = dayOf(now)
  const firstDayWithout = end.lastDay === null ? today : addDays(end.lastDay, 1)
  const problem = whyRoleCannotBeEnded({
    isOwn: currentIdOf(tx, grant.personId) === actor.id,
    startsOn: grant.startsOn,
    endsOn: grant.endsOn,
    lastDay: end.lastDay,
    today,
    leavesNoAdministrator:
      grant.role === 'administrator' &&
      holder?.disabledAt === null &&
      leavesDaysWithout(takenFrom(firstDayWithout, grant), otherAdministrators(tx, { grantId: grant.id })),
  })
  if (problem) return refused(problem)
  tx.update(roleGrants)
    .set({ endsOn: end.lastDay ?? addDays(today, -1) })
    .where(eq(roleGrants.id, grant.id))
    .run()
  countRoleChange(tx, grant.personId, now)
  recordAudit(
    tx,
    actor,
    {
      action: 'role.end',
      object: { type: 'role-grant', id: grant.id },
      subjectId: grant.personId,
      fields: [grant.role],
      reason: end.reason,
    },
    now,
  )
  return done('ended')
}

export type DisableProblem = 'no-person' | 'own-role' | 'last-administrator'

/** Whether shutting this person out, or ending all roles of theirs, leaves days without any administrator. */
export function isLastAdministrator(tx: Tx, personId: string, now: Date): boolean {
  const today = dayOf(now)
  const others = otherAdministrators(tx, { personId })
  return tx
    .select({ startsOn: roleGrants.startsOn, endsOn: roleGrants.endsOn })
    .from(roleGrants)
    .where(and(eq(roleGrants.personId, personId), eq(roleGrants.role, 'administrator')))
    .all()
    .some((own) => leavesDaysWithout(takenFrom(today, own), others))
}

/**
 * Shuts somebody out, or lets them in again: their sign-ins stop at the next request. Nobody does it to themselves or to the last
 * administrator. What is so already stays, and nothing is told of it.
 */
export function setDisabled(
  tx: Tx,
  actor: Allowed<'person.change'>,
  change: { personId: string; disabled: boolean; reason?: string },
  now: Date,
): Outcome<'changed', DisableProblem> {
  const { personId, disabled, reason } = change
  if (personId === actor.id) return refused('own-role')
  const person = tx.select({ disabledAt: people.disabledAt }).from(people).where(eq(people.id, personId)).get()
  if (!person || currentIdOf(tx, personId) !== personId) return refused('no-person')
  if (disabled === (person.disabledAt !== null)) return done('changed')
  if (disabled && isLastAdministrator(tx, personId, now)) return refused('last-administrator')
  tx.update(people)
    .set({ disabledAt: disabled ? Number(now) : null, updatedAt: Number(now) })
    .where(eq(people.id, personId))
    .run()
  countRoleChange(tx, personId, now)
  const action = disabled ? 'person.disable' : 'person.enable'
  recordAudit(tx, actor, { action, object: { type: 'person', id: personId }, subjectId: personId, reason }, now)
  return done('changed')
}
