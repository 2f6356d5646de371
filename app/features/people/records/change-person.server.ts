import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import { DEMO_HANDLES } from '../demo-people.ts'
import type { CareerStage, StaffCategory } from '../vocabulary.ts'

const HANDLE = /^[a-z][a-z0-9-]{1,39}$/

export type HandleProblem = 'no-person' | 'wrong-handle' | 'handle-of-demo' | 'handle-taken'

/** Why somebody cannot get this short name. Those of the demo stay free: in a demo, who has one is signed in with one click. */
export function whyNotHandle(tx: Tx, handle: string): Exclude<HandleProblem, 'no-person'> | null {
  if (!HANDLE.test(handle)) return 'wrong-handle'
  if (prepared(tx, 'SELECT 1 FROM people WHERE handle = ?').get(handle)) return 'handle-taken'
  return (DEMO_HANDLES as ReadonlyArray<string>).includes(handle) ? 'handle-of-demo' : null
}

/** Gives somebody a short name for commands, or another one. */
export function setHandle(
  tx: Tx,
  actor: Allowed<'person.change'>,
  change: { personId: string; handle: string },
  now: Date,
): Outcome<'changed', HandleProblem> {
  const { personId, handle } = change
  const problem = whyNotHandle(tx, handle)
  if (problem) return refused(problem)
  const { changes } = prepared(tx, 'UPDATE people SET handle = ?, updated_at = ? WHERE id = ?').run(
    handle,
    Number(now),
    personId,
  )
  if (changes === 0) return refused('no-person')
  const object = { type: 'person', id: personId }
  recordAudit(tx, actor, { action: 'person.change', object, subjectId: personId, fields: ['handle'] }, now)
  return done('changed')
}

/** Corrects the name or the address of somebody. Asks for at least one of the two. */
export function changePerson(
  tx: Tx,
  actor: Allowed<'person.change'>,
  change: { personId: string; name?: string; email?: string | null },
  now: Date,
): void {
  const { personId, name, email } = change
  const fields = [...(name === undefined ? [] : ['name']), ...(email === undefined ? [] : ['email'])]
  prepared(
    tx,
    'UPDATE people SET name = coalesce(?, name), email = CASE WHEN ? THEN ? ELSE email END, updated_at = ? WHERE id = ?',
  ).run(name ?? null, email === undefined ? 0 : 1, email ?? null, Number(now), personId)
  const object = { type: 'person', id: personId }
  recordAudit(tx, actor, { action: 'person.change', object, subjectId: personId, fields }, now)
}

/** What an affiliation says, as it is kept. Days such as `2027-02-03`. */
export type AffiliationFacts = {
  unitId: string
  staffCategory: StaffCategory
  careerStage: CareerStage | null
  managerId: string | null
  startsOn: string
  endsOn: string | null
}

/** Corrects where somebody works or as what; `fields` names what is other than before. An end is a correction too. */
export function changeAffiliation(
  tx: Tx,
  actor: Allowed<'person.change'>,
  change: { id: string; personId: string; facts: AffiliationFacts; fields: ReadonlyArray<keyof AffiliationFacts> },
  now: Date,
): void {
  const { id, personId, facts, fields } = change
  prepared(
    tx,
    `UPDATE affiliations SET unit_id = ?, staff_category = ?, career_stage = ?, manager_id = ?, starts_on = ?, ends_on = ?
     WHERE id = ?`,
  ).run(facts.unitId, facts.staffCategory, facts.careerStage, facts.managerId, facts.startsOn, facts.endsOn, id)
  const object = { type: 'affiliation', id }
  recordAudit(tx, actor, { action: 'affiliation.change', object, subjectId: personId, fields }, now)
}
