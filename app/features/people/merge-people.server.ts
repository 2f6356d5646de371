import { type Allowed, allow } from '#app/access/actor.ts'
import { cleanReason } from '#app/platform/audit/reason.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import { revokeSessions } from './auth-sessions.server.ts'
import { countRoleChange } from './grant-role.server.ts'
import { currentIdOf } from './records/aliases.server.ts'
import { type Moved, moveAlong, moveBack } from './records/moved.server.ts'
import { isLastAdministrator } from './roles/end-role.server.ts'
import { type MergeProblem, type UnmergeProblem, whyNotMerged, whyNotUnmerged } from './roles/merge-rules.ts'

type Row = { disabled_at: number | null }
type AliasRow = { alias_id: string; into_id: string; merged_at: number; moved: string }

function rowOf(tx: Tx, id: string): Row | undefined {
  return prepared(tx, 'SELECT disabled_at FROM people WHERE id = ?').get(id) as Row | undefined
}

function fieldsOf({ identities, staffNumber, affiliations }: Moved): string[] {
  return [
    ...(identities.length > 0 ? ['identities'] : []),
    ...(staffNumber === null ? [] : ['staff-number']),
    ...(affiliations.length > 0 ? ['affiliations'] : []),
  ]
}

/** Why these two cannot be merged now; asked before the page offers it, and again in the transaction that does it. */
export function whyPeopleCannotMerge(
  tx: Tx,
  actor: Allowed<'person.merge'>,
  { mergedId, intoId, reason }: { mergedId: string; intoId: string; reason: string },
  now: Date,
): MergeProblem | null {
  const [merged, into] = [rowOf(tx, mergedId), rowOf(tx, intoId)]
  const current = currentIdOf(tx, mergedId)
  return whyNotMerged({
    areKnown: merged !== undefined && into !== undefined,
    areOne: current === currentIdOf(tx, intoId),
    isMergedAlready: current !== mergedId,
    isOwn: actor.id === current || actor.id === currentIdOf(tx, intoId),
    isOneShutOut: (merged?.disabled_at === null) !== (into?.disabled_at === null),
    leavesNoAdministrator: merged?.disabled_at === null && isLastAdministrator(tx, mergedId, now),
    hasReason: cleanReason(reason) !== '',
  })
}

/**
 * Makes two records one person: the id of one stands for the other from now on. Sign-in accounts and staff number move along; nothing that
 * was written under the id is rewritten or looked at, so that it is the same with and without confidential records. Roles of the merged
 * record stop, but for employee. Its auth sessions end. Answers for whom it stands.
 */
export function mergePeople(
  tx: Tx,
  authStore: AuthStore,
  actor: Allowed<'person.merge'>,
  merge: { mergedId: string; intoId: string; reason: string },
  now: Date,
): Outcome<string, MergeProblem> {
  const { mergedId, reason } = merge
  const intoId = currentIdOf(tx, merge.intoId)
  const problem = whyPeopleCannotMerge(tx, actor, { mergedId, intoId, reason }, now)
  if (problem) return refused(problem)
  const moved = moveAlong(tx, mergedId, intoId)
  prepared(tx, 'UPDATE person_aliases SET person_id = ? WHERE person_id = ?').run(intoId, mergedId)
  prepared(
    tx,
    'INSERT INTO person_aliases (alias_id, into_id, person_id, merged_by, merged_at, moved) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(mergedId, intoId, intoId, actor.id, Number(now), JSON.stringify(moved))
  for (const id of [mergedId, intoId]) countRoleChange(tx, id, now)
  const object = { type: 'person', id: mergedId }
  recordAudit(tx, actor, { action: 'person.merge', object, subjectId: intoId, fields: fieldsOf(moved), reason }, now)
  revokeSessions(authStore, allow(actor, 'sign-in.end-others'), { of: mergedId })
  return done(intoId)
}

// The records that were merged into this one, and into those.
const SUBTREE = `WITH RECURSIVE under (id) AS (SELECT @id UNION SELECT alias_id FROM person_aliases JOIN under ON into_id = under.id)
  UPDATE person_aliases SET person_id = @id WHERE alias_id IN (SELECT id FROM under WHERE id <> @id)`

/**
 * Takes a merge back, within a day: the alias goes, and what moved along moves back. Somebody who was shut out meanwhile stays so under both
 * records. The auth sessions of both end, because nobody can tell whose they are. Answers whose record it was part of.
 */
export function unmergePeople(
  tx: Tx,
  authStore: AuthStore,
  actor: Allowed<'person.merge'>,
  { mergedId, reason }: { mergedId: string; reason?: string },
  now: Date,
): Outcome<string, UnmergeProblem> {
  const alias = prepared(tx, 'SELECT * FROM person_aliases WHERE alias_id = ?').get(mergedId) as AliasRow | undefined
  const intoId = alias?.into_id ?? ''
  const problem = whyNotUnmerged({
    isMerged: alias !== undefined,
    isOwn: actor.id === currentIdOf(tx, intoId),
    wasMergedOn: currentIdOf(tx, intoId) !== intoId,
    ageMs: Number(now) - (alias?.merged_at ?? 0),
  })
  if (!alias || problem) return refused(problem ?? 'no-merge')
  prepared(tx, 'DELETE FROM person_aliases WHERE alias_id = ?').run(mergedId)
  prepared(tx, SUBTREE).run({ id: mergedId })
  const moved = JSON.parse(alias.moved) as Moved
  moveBack(tx, moved, mergedId, intoId)
  prepared(
    tx,
    'UPDATE people SET disabled_at = coalesce(disabled_at, (SELECT disabled_at FROM people WHERE id = ?)) WHERE id = ?',
  ).run(intoId, mergedId)
  for (const id of [mergedId, intoId]) countRoleChange(tx, id, now)
  const object = { type: 'person', id: intoId }
  recordAudit(
    tx,
    actor,
    { action: 'person.unmerge', object, subjectId: mergedId, fields: fieldsOf(moved), reason },
    now,
  )
  const ending = allow(actor, 'sign-in.end-others')
  for (const of of [mergedId, intoId]) revokeSessions(authStore, ending, { of })
  return done(intoId)
}
