import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { PersonClaims } from './oidc-claims.ts'

type Held = { number: number; person_id: string; is_somebody_else: number }

const ADD = `INSERT INTO held_sign_ins (issuer, subject, person_id, name, email, home_organisation, staff_number, first_at, last_at)
  VALUES (@issuer, @subject, @personId, @name, @email, @homeOrganisation, @staffNumber, @at, @at)
  ON CONFLICT (issuer, subject) DO UPDATE SET person_id = excluded.person_id, name = excluded.name, email = excluded.email,
  home_organisation = excluded.home_organisation, staff_number = excluded.staff_number, is_somebody_else = 0, last_at = excluded.last_at`

function findHeld(tx: Tx, issuer: string, subject: string): Held | undefined {
  return prepared(
    tx,
    'SELECT number, person_id, is_somebody_else FROM held_sign_ins WHERE issuer = ? AND subject = ?',
  ).get(issuer, subject) as Held | undefined
}

/** Whether somebody looked and said that this account is not this person. */
export function isSaidToBeSomebodyElse(tx: Tx, issuer: string, subject: string, personId: string): boolean {
  const held = findHeld(tx, issuer, subject)
  return held !== undefined && held.is_somebody_else === 1 && held.person_id === personId
}

/**
 * Keeps what the service says of somebody whose first sign-in waits, beside the person it would be. One row an account, and one event:
 * who tries again only renews what is said.
 */
export function holdSignIn(
  tx: Tx,
  actor: Allowed<'sign-in.begin'>,
  attempt: { issuer: string; subject: string; claims: PersonClaims; personId: string },
  now: Date,
): void {
  const { issuer, subject, claims, personId } = attempt
  const before = findHeld(tx, issuer, subject)
  const { name, email, homeOrganisation, staffNumber } = claims
  prepared(tx, ADD).run({ issuer, subject, personId, name, email, homeOrganisation, staffNumber, at: Number(now) })
  if (before?.person_id === personId) return
  const object = { type: 'held-sign-in', id: String(findHeld(tx, issuer, subject)?.number) }
  recordAudit(tx, actor, { action: 'sign-in.hold', object, subjectId: personId, result: 'refused' }, now)
}

/** Forgets that an account waited: it became somebody's. */
export function dropHeldSignIn(tx: Tx, issuer: string, subject: string): void {
  prepared(tx, 'DELETE FROM held_sign_ins WHERE issuer = ? AND subject = ?').run(issuer, subject)
}

/** Deletes sign-ins that waited and were last tried before this moment, in UTC milliseconds. Answers how many. */
export function deleteHeldSignInsBefore(db: Db, moment: number): number {
  return prepared(db, 'DELETE FROM held_sign_ins WHERE last_at < ?').run(moment).changes
}
