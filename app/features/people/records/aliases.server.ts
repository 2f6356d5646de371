import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'

/** In SQL: the id of whom the record in this column stands for, itself where it was not merged. */
export function standsFor(column: string): string {
  return `coalesce((SELECT person_id FROM person_aliases WHERE alias_id = ${column}), ${column})`
}

/** In SQL: the record in this column was not merged into another. */
export function isNoAlias(column: string): string {
  return `${column} NOT IN (SELECT alias_id FROM person_aliases)`
}

/** The id of the person this id stands for: the end of the chain of a merged record, else itself. Whether anybody has it is not asked. */
export function currentIdOf(db: Db, id: string): string {
  const found = prepared(db, 'SELECT person_id FROM person_aliases WHERE alias_id = ?').pluck().get(id)
  return (found as string | undefined) ?? id
}

/** The ids of records that stand for this person since they were merged. */
export function formerIdsOf(db: Db, personId: string): string[] {
  return prepared(db, 'SELECT alias_id FROM person_aliases WHERE person_id = ? ORDER BY alias_id')
    .pluck()
    .all(personId) as string[]
}

/** The records that were merged into any of these people, each with whom it stands for. */
export function aliasesOf(db: Db, ids: ReadonlyArray<string>): Map<string, string> {
  const rows = prepared(
    db,
    'SELECT alias_id, person_id FROM person_aliases WHERE person_id IN (SELECT value FROM json_each(?))',
  )
    .raw()
    .all(JSON.stringify(ids))
  return new Map(rows as Array<[string, string]>)
}

/** All ids under which something of this person may stand: their own first. */
export function idsOfPerson(db: Db, personId: string): string[] {
  return [personId, ...formerIdsOf(db, personId)]
}
