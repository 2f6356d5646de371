import { eq } from 'drizzle-orm'
import { type Allowed, allow } from '#app/access/actor.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { roleGrants } from '#db/schema/people.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { grantRole } from './grant-role.server.ts'
import { unmergePeople } from './merge-people.server.ts'
import type { PersonForm } from './person-form.server.ts'
import type { PersonIntent, PersonProblem } from './person-form.ts'
import { currentIdOf } from './records/aliases.server.ts'
import { endRole, setDisabled } from './roles/end-role.server.ts'
import { revokeSessionsOf } from './sign-in/revoke-sessions-of.server.ts'

/** A role is ended on the page of who has it, and on no other. */
function endRoleOf(
  tx: Tx,
  actor: Allowed<'person.view'>,
  personId: string,
  form: Extract<PersonForm, { intent: 'end-role' }>,
  now: Date,
): Outcome<unknown, PersonProblem> {
  const grant = tx.select({ personId: roleGrants.personId }).from(roleGrants).where(eq(roleGrants.id, form.grant)).get()
  if (!grant || currentIdOf(tx, grant.personId) !== personId) return refused('no-grant')
  const lastDay = form.when === 'now' ? null : form.lastDay
  return endRole(tx, allow(actor, 'role.end'), { grantId: form.grant, lastDay, reason: form.reason }, now)
}

function carryOut(
  tx: Tx,
  authStore: AuthStore,
  actor: Allowed<'person.view'>,
  id: string,
  form: PersonForm,
  now: Date,
): Outcome<unknown, PersonProblem> {
  const personId = currentIdOf(tx, id)
  switch (form.intent) {
    case 'grant-role': {
      const { role, unit, provider, from, until, reason } = form
      const days = { ...(from === null ? {} : { startsOn: from }), endsOn: until }
      const grant = { personId, role, unitId: unit, providerId: provider, ...days, reason }
      return grantRole(tx, allow(actor, 'role.grant'), grant, now)
    }
    case 'end-role':
      return endRoleOf(tx, actor, personId, form, now)
    case 'shut-out':
    case 'let-in': {
      const change = { personId, disabled: form.intent === 'shut-out', reason: form.reason }
      return setDisabled(tx, allow(actor, 'person.change'), change, now)
    }
    case 'end-sign-ins':
      return revokeSessionsOf(tx, authStore, allow(actor, 'sign-in.end-others'), { personId }, now)
    case 'undo-merge': {
      const part = currentIdOf(tx, form.merged)
      if (part !== personId || form.merged === personId) return refused('no-merge')
      const undone = { mergedId: form.merged, reason: form.reason }
      return unmergePeople(tx, authStore, allow(actor, 'person.merge'), undone, now)
    }
    default:
      return form satisfies never
  }
}

/** Carries out one form of the page of a person, as a whole or not at all. */
export function changeAsAdministrator(
  db: Db,
  authStore: AuthStore,
  actor: Allowed<'person.view'>,
  { personId, form }: { personId: string; form: PersonForm },
  now: Date,
): Outcome<PersonIntent, PersonProblem> {
  const outcome = refuseWhenBusy(() => inTransaction(db, (tx) => carryOut(tx, authStore, actor, personId, form, now)))
  return outcome.ok ? done(form.intent) : outcome
}
