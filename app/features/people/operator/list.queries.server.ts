import type { Role } from '#app/access/vocabulary.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { currentIdOf, isNoAlias } from '../records/aliases.server.ts'

/** A role of somebody that holds now or later. */
export type ListedGrant = {
  id: string
  role: Role
  unitId: string | null
  providerId: string | null
  startsOn: string
  endsOn: string | null
}

export type ListedPerson = {
  id: string
  handle: string | null
  name: string
  email: string | null
  staffNumber: string | null
  isDisabled: boolean
  /** UTC milliseconds. */
  addedAt: number
}

type Row = Omit<ListedPerson, 'isDisabled'> & { isDisabled: number }

const PERSON = `SELECT id, handle, name, email, staff_number AS staffNumber, disabled_at IS NOT NULL AS isDisabled,
  created_at AS addedAt FROM people`

function people(db: Db, rest: string, ...values: unknown[]): ListedPerson[] {
  const rows = prepared(db, `${PERSON} ${rest}`).all(...values) as Row[]
  return rows.map((row) => ({ ...row, isDisabled: row.isDisabled === 1 }))
}

/** The roles of somebody that hold today or later, of one role or of all. */
export function openGrants(db: Db, personId: string, now: Date): ListedGrant[] {
  return prepared(
    db,
    `SELECT id, role, unit_id AS unitId, provider_id AS providerId, starts_on AS startsOn, ends_on AS endsOn FROM role_grants
     WHERE person_id = ? AND (ends_on IS NULL OR (ends_on >= ? AND ends_on >= starts_on)) ORDER BY role, unit_id, starts_on`,
  ).all(personId, dayOf(now)) as ListedGrant[]
}

/** Everybody an operator may want to see at a glance: who has a short name, or a role that the import of people does not give. */
export function peopleToList(db: Db, now: Date): ListedPerson[] {
  return people(
    db,
    `WHERE handle IS NOT NULL OR id IN (SELECT person_id FROM role_grants
       WHERE role <> 'employee' AND (ends_on IS NULL OR ends_on >= ?) AND ${isNoAlias('person_id')}) ORDER BY handle IS NULL, handle, id`,
    dayOf(now),
  )
}

/** Those without a short name: how many, and the few who were added last, so that somebody who has just signed in can be found. */
export function peopleWithoutHandle(db: Db, most: number): { count: number; last: ListedPerson[] } {
  const count = Number(prepared(db, 'SELECT count(*) FROM people WHERE handle IS NULL').pluck().get())
  return { count, last: people(db, 'WHERE handle IS NULL ORDER BY created_at DESC, id LIMIT ?', most) }
}

/** The record with this short name or id, also when it was merged into another. */
export function recordMeant(db: Db, word: string): ListedPerson | undefined {
  return people(db, 'WHERE handle = ?', word)[0] ?? people(db, 'WHERE id = ?', word)[0]
}

/** The person with this short name or id; of a merged record whom it stands for. */
export function personMeant(db: Db, word: string): ListedPerson | undefined {
  const record = recordMeant(db, word)
  const current = record && currentIdOf(db, record.id)
  return current === record?.id ? record : people(db, 'WHERE id = ?', current)[0]
}

/**
 * Whoever is known by this id, staff number or e-mail address: for an operator, who sees whom they got. Nobody is ever signed in, or
 * told apart from another, by an address.
 */
export function peopleMeant(db: Db, word: string): ListedPerson[] {
  const byNumber = [...people(db, 'WHERE id = ?', word), ...people(db, 'WHERE staff_number = ?', word)]
  return byNumber.length > 0 ? byNumber : people(db, 'WHERE lower(email) = lower(?) ORDER BY id LIMIT 10', word)
}

/** Through which sign-in services somebody comes, and from which home organisation. */
export function identitiesOf(db: Db, personId: string): Array<{ issuer: string; homeOrganisation: string | null }> {
  return prepared(
    db,
    'SELECT issuer, home_organisation AS homeOrganisation FROM identities WHERE person_id = ? ORDER BY issuer',
  ).all(personId) as Array<{ issuer: string; homeOrganisation: string | null }>
}
