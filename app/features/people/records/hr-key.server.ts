import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'

/** By what an HR system knows somebody. A staff number is unique within one organisation; null is an organisation nobody has said yet. */
export type HrKey = { homeOrganisation: string | null; staffNumber: string }

const OF_KEY = 'SELECT id FROM people WHERE home_organisation IS ? AND staff_number = ?'

/**
 * The id of the record with this key. `isOnlyOrganisation`: the portal is for this organisation alone, so that a number without an
 * organisation is one of its own.
 */
export function idOfHrKey(
  db: Db,
  { homeOrganisation, staffNumber }: HrKey,
  isOnlyOrganisation: boolean,
): string | undefined {
  const find = prepared(db, OF_KEY).pluck()
  const found =
    find.get(homeOrganisation, staffNumber) ?? (isOnlyOrganisation ? find.get(null, staffNumber) : undefined)
  return found as string | undefined
}

/** Notes whose number it is, at the sign-in that proved it, where nobody had said so yet. */
export function noteOrganisationOf(
  tx: Tx,
  personId: string,
  { homeOrganisation, staffNumber }: { homeOrganisation: string | null; staffNumber: string | null },
): void {
  prepared(
    tx,
    'UPDATE people SET home_organisation = ? WHERE id = ? AND home_organisation IS NULL AND staff_number = ?',
  ).run(homeOrganisation, personId, staffNumber)
}

const WITHOUT = 'FROM people WHERE staff_number IS NOT NULL AND home_organisation IS NULL'

/** How many people have a staff number of which nobody said whose it is: with several organisations, they cannot be told apart. */
export function countNumbersWithoutOrganisation(db: Db): number {
  return Number(prepared(db, `SELECT count(*) ${WITHOUT}`).pluck().get())
}

/**
 * Notes the one organisation of the portal beside every staff number that has none. A number that is there with that organisation too
 * keeps none. Answers how many were noted; one event tells it.
 */
export function noteOnlyOrganisation(db: Db, actor: Allowed<'person.change'>, organisation: string, now: Date): number {
  if (countNumbersWithoutOrganisation(db) === 0) return 0
  return inTransaction(db, (tx: Tx) => {
    const { changes } = prepared(
      tx,
      `UPDATE people SET home_organisation = @organisation WHERE staff_number IS NOT NULL AND home_organisation IS NULL
       AND NOT EXISTS (SELECT 1 FROM people AS other WHERE other.home_organisation = @organisation AND other.staff_number = people.staff_number)`,
    ).run({ organisation })
    if (changes > 0) {
      const object = { type: 'organisation', id: organisation }
      recordAudit(tx, actor, { action: 'person.note-organisation', object, fields: ['home-organisation'] }, now)
    }
    return changes
  })
}
