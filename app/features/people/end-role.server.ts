import { eq } from 'drizzle-orm'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { tell } from '#app/platform/audit/append.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { people, roleGrants } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import { countRoleChange } from './grant-role.server.ts'
import type { Allowed } from './person.ts'

export type EndRoleProblem = 'no-grant' | 'own-role' | 'wrong-dates'

/**
 * Ends a granted role: `lastDay` is the last day it holds (`2027-02-03`), and null ends it at once. What was granted stays on record.
 * Nobody changes a role of their own: the last administrator cannot lock everybody out.
 */
export function endRole(
  tx: Tx,
  actor: Allowed<'role.end'>,
  end: { grantId: string; lastDay: string | null; reason?: string },
  now: Date,
): Outcome<'ended', EndRoleProblem> {
  const grant = tx.select().from(roleGrants).where(eq(roleGrants.id, end.grantId)).get()
  if (!grant) return refused('no-grant')
  if (grant.personId === actor.id) return refused('own-role')
  const today = dayOf(now)
  if (end.lastDay !== null && (end.lastDay < today || end.lastDay < grant.startsOn)) return refused('wrong-dates')
  tx.update(roleGrants)
    .set({ endsOn: end.lastDay ?? addDays(today, -1) })
    .where(eq(roleGrants.id, grant.id))
    .run()
  countRoleChange(tx, grant.personId, now)
  tell(
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

/** Shuts somebody out, or lets them in again: their sign-ins stop at the next request. Nobody does it to themselves. */
export function setDisabled(
  tx: Tx,
  actor: Allowed<'person.change'>,
  change: { personId: string; disabled: boolean; reason?: string },
  now: Date,
): Outcome<'changed', 'no-person' | 'own-role'> {
  const { personId, disabled } = change
  if (personId === actor.id) return refused('own-role')
  const { changes } = tx
    .update(people)
    .set({ disabledAt: disabled ? Number(now) : null, updatedAt: Number(now) })
    .where(eq(people.id, personId))
    .run()
  if (changes === 0) return refused('no-person')
  countRoleChange(tx, personId, now)
  const action = disabled ? 'person.disable' : 'person.enable'
  tell(tx, actor, { action, object: { type: 'person', id: personId }, subjectId: personId, reason: change.reason }, now)
  return done('changed')
}
