import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { VALID_ON } from '../records/valid-on.server.ts'
import type { EmployeeGrant } from './employee-role.ts'
import type { RowKey } from './import-row.ts'
import type { Known } from './match-affiliations.ts'

export type KnownPerson = { id: string; name: string; email: string | null }

const OF_KEY = 'SELECT id, name, email FROM people WHERE home_organisation IS ? AND staff_number = ?'

/** Somebody by organisation and number of the HR system, and by nothing else: an address or a name may be another person's. */
export function personOfKey(db: Db, { homeOrganisation, staffNumber }: RowKey): KnownPerson | undefined {
  return prepared(db, OF_KEY).get(homeOrganisation, staffNumber) as KnownPerson | undefined
}

export function affiliationsOf(db: Db, personId: string): Known[] {
  return prepared(
    db,
    `SELECT id, unit_id AS unitId, staff_category AS staffCategory, career_stage AS careerStage, manager_id AS managerId,
     starts_on AS startsOn, ends_on AS endsOn, source FROM affiliations WHERE person_id = ? ORDER BY starts_on, id`,
  ).all(personId) as Known[]
}

/** The grants of the role of employee that hold on this day or later. */
export function employeeGrantsOf(db: Db, personId: string, today: string): EmployeeGrant[] {
  return prepared(
    db,
    `SELECT id, starts_on AS startsOn, ends_on AS endsOn FROM role_grants
     WHERE person_id = ? AND +role = 'employee' AND (ends_on IS NULL OR ends_on >= ?) ORDER BY starts_on`,
  ).all(personId, today) as EmployeeGrant[]
}

// Of what was imported: of people an administrator added, a file of HR that is everybody says nothing.
const IMPORTED = `FROM people JOIN affiliations ON affiliations.person_id = people.id
  WHERE staff_number IS NOT NULL AND source = 'import' AND coalesce(home_organisation, '') IN (SELECT value FROM json_each(?))`

function listOf(organisations: ReadonlySet<string | null>): string {
  return JSON.stringify([...organisations].map((one) => one ?? ''))
}

/** Everybody of these organisations with an imported affiliation that has not ended. */
export function keysWithAffiliation(db: Db, organisations: ReadonlySet<string | null>, today: string): RowKey[] {
  return prepared(
    db,
    `SELECT DISTINCT home_organisation AS homeOrganisation, staff_number AS staffNumber ${IMPORTED}
     AND (ends_on IS NULL OR (ends_on >= ? AND ends_on >= starts_on)) ORDER BY 2, 1`,
  ).all(listOf(organisations), today) as RowKey[]
}

/** How many people of these organisations have an imported affiliation that holds today. */
export function countImported(db: Db, organisations: ReadonlySet<string | null>, today: string): number {
  return Number(
    prepared(db, `SELECT count(DISTINCT people.id) ${IMPORTED} AND ${VALID_ON}`)
      .pluck()
      .get(listOf(organisations), today, today),
  )
}
