import { randomUUID } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import type { Role } from '#app/access/vocabulary.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import { currentIdOf } from './records/aliases.server.ts'
import { type RoleProblem, whyRoleCannotBeGranted } from './roles/role-rules.ts'

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
  prepared(tx, 'UPDATE people SET epoch = epoch + 1, updated_at = ? WHERE id = ?').run(Number(now), personId)
}

const KNOWN = {
  people: 'SELECT 1 FROM people WHERE id = ?',
  units: 'SELECT 1 FROM units WHERE id = ?',
  'external-providers': 'SELECT 1 FROM providers WHERE id = ? AND external = 1',
} as const

function isKnown(tx: Tx, what: keyof typeof KNOWN, id: string | null): boolean {
  return id !== null && prepared(tx, KNOWN[what]).get(id) !== undefined
}

// Of one person: `+` keeps SQLite from walking through everybody with the role. Statements are kept, because an import grants ten thousands.
const HAS_IT_THEN = `SELECT 1 FROM role_grants WHERE person_id = ? AND +role = ? AND +unit_id IS ? AND +provider_id IS ?
  AND starts_on <= coalesce(?, starts_on) AND (ends_on IS NULL OR ends_on >= ?) LIMIT 1`
const INSERT = `INSERT INTO role_grants (id, person_id, role, unit_id, provider_id, starts_on, ends_on, granted_by, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

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
  // A merged record keeps the role of employee, which the HR file may still give it; no other.
  const stands = role === 'employee' || currentIdOf(tx, personId) === personId
  if (!stands || !isKnown(tx, 'people', personId)) return refused('no-person')
  const problem = whyRoleCannotBeGranted({
    role,
    isOwn: personId === actor.id,
    unitId,
    unitIsKnown: isKnown(tx, 'units', unitId),
    providerId,
    providerIsKnown: isKnown(tx, 'external-providers', providerId),
    startsOn,
    endsOn,
    today,
    hasItThen: prepared(tx, HAS_IT_THEN).get(personId, role, unitId, providerId, endsOn, startsOn) !== undefined,
  })
  if (problem) return refused(problem)
  const id = randomUUID()
  prepared(tx, INSERT).run(id, personId, role, unitId, providerId, startsOn, endsOn, actor.id, Number(now))
  countRoleChange(tx, personId, now)
  recordAudit(
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
