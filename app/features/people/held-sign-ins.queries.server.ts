import type { Role } from '#app/access/vocabulary.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { standsFor } from './records/aliases.server.ts'

/** One side of a waiting sign-in: what somebody is called and known by. */
export type HeldSide = {
  name: string | null
  email: string | null
  homeOrganisation: string | null
  staffNumber: string | null
}

/** A first sign-in that waits: what the portal knows, and what the sign-in service says. Moments are UTC milliseconds. */
export type HeldSignIn = {
  number: number
  personId: string
  known: HeldSide
  /** The roles the account would get: those that hold now or later. */
  roles: Role[]
  /** Of how many accounts the portal knows already that they are theirs. */
  accounts: number
  said: HeldSide & { issuer: string }
  isSomebodyElse: boolean
  firstAt: number
  lastAt: number
}

type Row = Omit<HeldSignIn, 'known' | 'said' | 'roles' | 'isSomebodyElse'> &
  HeldSide & {
    is_somebody_else: number
    issuer: string
    saidName: string | null
    saidEmail: string | null
    saidOrganisation: string | null
    saidNumber: string | null
  }

const HELD = `SELECT number, people.id AS personId, people.name, people.email, people.home_organisation AS homeOrganisation,
  people.staff_number AS staffNumber, issuer, held.name AS saidName, held.email AS saidEmail,
  held.home_organisation AS saidOrganisation, held.staff_number AS saidNumber, is_somebody_else, first_at AS firstAt, last_at AS lastAt,
  (SELECT count(*) FROM identities WHERE identities.person_id = people.id) AS accounts
  FROM held_sign_ins AS held JOIN people ON people.id = ${standsFor('held.person_id')} ORDER BY is_somebody_else, last_at DESC, number`
const ROLES = `SELECT DISTINCT role FROM role_grants WHERE person_id = ? AND (ends_on IS NULL OR (ends_on >= ? AND ends_on >= starts_on))
  ORDER BY role`

/** Every sign-in that waits, with both sides: those that nobody looked at first. */
export function listHeldSignIns(db: Db, now: Date): HeldSignIn[] {
  return (prepared(db, HELD).all() as Row[]).map((row) => ({
    number: row.number,
    personId: row.personId,
    known: {
      name: row.name,
      email: row.email,
      homeOrganisation: row.homeOrganisation,
      staffNumber: row.staffNumber,
    },
    roles: prepared(db, ROLES).pluck().all(row.personId, dayOf(now)) as Role[],
    accounts: row.accounts,
    said: {
      issuer: row.issuer,
      name: row.saidName,
      email: row.saidEmail,
      homeOrganisation: row.saidOrganisation,
      staffNumber: row.saidNumber,
    },
    isSomebodyElse: row.is_somebody_else === 1,
    firstAt: row.firstAt,
    lastAt: row.lastAt,
  }))
}

/** How many sign-ins wait for somebody to look. */
export function countHeldSignIns(db: Db): number {
  return Number(prepared(db, 'SELECT count(*) FROM held_sign_ins WHERE is_somebody_else = 0').pluck().get())
}
