import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'

/** What went along with a merged record, as its alias keeps it for a day. */
export type Moved = {
  identities: ReadonlyArray<readonly [issuer: string, subject: string]>
  /** The number that moved, and which affiliations with it; the other record's own, so that what an import adds later can be told apart. */
  staffNumber: string | null
  affiliations: ReadonlyArray<string>
  ownAffiliations: ReadonlyArray<string>
  /** The organisation the other record had before it took over the number. */
  organisationBefore: string | null
}

type Key = { home_organisation: string | null; staff_number: string | null }

function keyOf(tx: Tx, id: string): Key {
  return prepared(tx, 'SELECT home_organisation, staff_number FROM people WHERE id = ?').get(id) as Key
}

function setKey(tx: Tx, id: string, { home_organisation, staff_number }: Key): void {
  prepared(tx, 'UPDATE people SET home_organisation = ?, staff_number = ? WHERE id = ?').run(
    home_organisation,
    staff_number,
    id,
  )
}

function affiliationsOf(tx: Tx, id: string): string[] {
  return prepared(tx, 'SELECT id FROM affiliations WHERE person_id = ? ORDER BY id').pluck().all(id) as string[]
}

function giveAffiliations(tx: Tx, ids: ReadonlyArray<string>, from: string, to: string): void {
  const give = prepared(tx, 'UPDATE affiliations SET person_id = ? WHERE id = ? AND person_id = ?')
  for (const id of ids) give.run(to, id, from)
}

function giveIdentities(tx: Tx, identities: Moved['identities'], from: string, to: string): void {
  const give = prepared(tx, 'UPDATE identities SET person_id = ? WHERE issuer = ? AND subject = ? AND person_id = ?')
  for (const [issuer, subject] of identities) give.run(to, issuer, subject, from)
}

/**
 * Gives the sign-in accounts of one record to another, and its staff number with the affiliations of that number where the other has none.
 * With two numbers each stays where it is: the HR file goes on to keep both.
 */
export function moveAlong(tx: Tx, from: string, to: string): Moved {
  const identities = prepared(tx, 'SELECT issuer, subject FROM identities WHERE person_id = ? ORDER BY issuer, subject')
    .raw()
    .all(from) as Array<[string, string]>
  giveIdentities(tx, identities, from, to)
  const [given, own] = [keyOf(tx, from), keyOf(tx, to)]
  const nothing = { staffNumber: null, affiliations: [], ownAffiliations: [], organisationBefore: null }
  if (given.staff_number === null || own.staff_number !== null) return { identities, ...nothing }
  const [affiliations, ownAffiliations] = [affiliationsOf(tx, from), affiliationsOf(tx, to)]
  setKey(tx, from, { home_organisation: null, staff_number: null })
  setKey(tx, to, given)
  giveAffiliations(tx, affiliations, from, to)
  const organisationBefore = own.home_organisation
  return { identities, staffNumber: given.staff_number, affiliations, ownAffiliations, organisationBefore }
}

/** Gives back what moved along, and what the HR file has added since under the number that moved. */
export function moveBack(tx: Tx, moved: Moved, from: string, to: string): void {
  giveIdentities(tx, moved.identities, to, from)
  const current = keyOf(tx, to)
  if (moved.staffNumber === null || current.staff_number !== moved.staffNumber) return
  setKey(tx, to, { home_organisation: moved.organisationBefore, staff_number: null })
  setKey(tx, from, current)
  const imported = prepared(
    tx,
    `SELECT id FROM affiliations WHERE person_id = ? AND source = 'import' AND id NOT IN (SELECT value FROM json_each(?))`,
  )
  const added = imported.pluck().all(to, JSON.stringify(moved.ownAffiliations)) as string[]
  giveAffiliations(tx, [...new Set([...moved.affiliations, ...added])], to, from)
}
