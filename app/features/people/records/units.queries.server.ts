import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { UnitKind } from '#app/features/catalogue/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { units } from '#db/schema/catalogue.ts'
import { treeOf, type UnitTree } from '../units.ts'
import { standsFor } from './aliases.server.ts'
import { VALID_ON } from './valid-on.server.ts'

/**
 * The condition that a column names one of these units or one under them: for lists of what somebody may see by their role. UNION drops
 * what was seen, so that no circle goes on for ever.
 */
export function isWithin(column: SQLiteColumn, unitIds: ReadonlyArray<string>): SQL {
  return sql`${column} IN (WITH RECURSIVE under (id) AS (
    SELECT value FROM json_each(${JSON.stringify(unitIds)})
    UNION SELECT units.id FROM units JOIN under ON units.parent_id = under.id
  ) SELECT id FROM under)`
}

/** The ids of these units and of all that is under them. */
export function idsUnder(db: Db, unitIds: ReadonlyArray<string>): string[] {
  return db
    .select({ id: units.id })
    .from(units)
    .where(isWithin(units.id, unitIds))
    .all()
    .map(({ id }) => id)
}

export function readUnitTree(db: Db): UnitTree {
  return treeOf(db.select({ id: units.id, kind: units.kind, parentId: units.parentId }).from(units).all())
}

export type UnitLine = {
  id: string
  kind: UnitKind
  parentId: string | null
  name: { nl: string; en: string }
  /** How deep it stands: 0 is the university. */
  depth: number
}

/** All units from the top down, each followed by what is under it; units of one parent by kind and then by name. */
export function listUnits(db: Db, language: Language): UnitLine[] {
  const rows = db.select().from(units).all()
  const order = new Intl.Collator(language)
  const name = (row: (typeof rows)[number]) => (language === 'nl' ? row.nameNl : row.nameEn)
  const known = new Set(rows.map(({ id }) => id))
  const children = new Map<string | null, typeof rows>()
  for (const row of rows) {
    // What stands under something unknown is shown at the top instead of nowhere.
    const parent = row.parentId !== null && known.has(row.parentId) ? row.parentId : null
    children.set(parent, [...(children.get(parent) ?? []), row])
  }
  function linesUnder(parent: string | null, depth: number): UnitLine[] {
    return (children.get(parent) ?? [])
      .sort((a, b) => a.kind.localeCompare(b.kind) || order.compare(name(a), name(b)))
      .flatMap((row) => [
        { id: row.id, kind: row.kind, parentId: row.parentId, name: { nl: row.nameNl, en: row.nameEn }, depth },
        ...linesUnder(row.id, depth + 1),
      ])
  }
  return linesUnder(null, 0)
}

/** Every unit with itself and with each that it stands under. */
const PEOPLE_UNDER = `WITH RECURSIVE line (unit, above) AS (
    SELECT id, id FROM units
    UNION SELECT line.unit, units.parent_id FROM line JOIN units ON units.id = line.above WHERE units.parent_id IS NOT NULL
  )
  SELECT line.above AS id, count(DISTINCT ${standsFor('person_id')}) AS n FROM affiliations JOIN line ON line.unit = affiliations.unit_id
  WHERE ${VALID_ON} GROUP BY line.above`

/** How many people work now in each unit or in what is under it; somebody who works in two of them counts once in what is above both. */
export function countPeople(db: Db, now: Date): Map<string, number> {
  const today = dayOf(now)
  const rows = prepared(db, PEOPLE_UNDER).all(today, today) as Array<{ id: string; n: number }>
  return new Map(rows.map(({ id, n }) => [id, n]))
}
