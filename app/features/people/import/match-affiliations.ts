import { addDays } from '#app/i18n/zoned-time.ts'
import type { AffiliationFacts } from '../records/change-person.server.ts'
import type { PersonRow } from './import-row.ts'

export type Known = AffiliationFacts & { id: string; source: 'demo' | 'import' | 'desk' }
/** A row with its manager looked up; undefined where the file has no such column. */
export type Wanted = Pick<PersonRow, 'unitId' | 'staffCategory' | 'careerStage' | 'startsOn' | 'endsOn'> & {
  managerId?: string | null
}
export type AffiliationChange = { id: string; facts: AffiliationFacts; fields: Array<keyof AffiliationFacts> }
export type Matched = { added: AffiliationFacts[]; changed: AffiliationChange[]; after: AffiliationFacts[] }

const FIELDS = ['unitId', 'staffCategory', 'careerStage', 'managerId', 'startsOn', 'endsOn'] as const

function isOpen({ startsOn, endsOn }: AffiliationFacts, today: string): boolean {
  return endsOn === null || (endsOn >= today && endsOn >= startsOn)
}

/** Whether an affiliation holds on this day. */
export function holdsOn({ startsOn, endsOn }: Pick<AffiliationFacts, 'startsOn' | 'endsOn'>, day: string): boolean {
  return startsOn <= day && (endsOn === null || endsOn >= day)
}

function overlaps(one: AffiliationFacts, other: Wanted): boolean {
  return (one.endsOn === null || one.endsOn >= other.startsOn) && (!other.endsOn || other.endsOn >= one.startsOn)
}

function factsFor(wanted: Wanted, known?: Known): AffiliationFacts {
  const { unitId, staffCategory, startsOn } = wanted
  const or = <T>(value: T | undefined, before: T | undefined, none: T) =>
    value === undefined ? (before ?? none) : value
  return {
    unitId,
    staffCategory,
    startsOn,
    careerStage: or(wanted.careerStage, known?.careerStage, null),
    managerId: or(wanted.managerId, known?.managerId, null),
    endsOn: or(wanted.endsOn, known?.endsOn, null),
  }
}

function factsOf({
  unitId,
  staffCategory,
  careerStage,
  managerId,
  startsOn,
  endsOn,
}: AffiliationFacts): AffiliationFacts {
  return { unitId, staffCategory, careerStage, managerId, startsOn, endsOn }
}

/** When what the file no longer names has ended: the day before what came in its place, else yesterday; never later than it would have. */
function lastDayOf(known: Known, added: ReadonlyArray<AffiliationFacts>, today: string): string {
  const next = added
    .map(({ startsOn }) => startsOn)
    .filter((day) => day > known.startsOn)
    .sort()[0]
  const day = addDays(next ?? today, -1)
  return known.endsOn !== null && known.endsOn < day ? known.endsOn : day
}

/**
 * What becomes of somebody's affiliations when the file says these are all of them. A row is the affiliation with its unit and first
 * day; else one that is open and has the same first day (the unit was corrected), or the same unit in an overlapping time (the day
 * was). What was imported, is open and is not in the file any more ends. What was not imported is never ended.
 */
export function matchAffiliations(known: ReadonlyArray<Known>, wanted: ReadonlyArray<Wanted>, today: string): Matched {
  const left = new Set(known)
  const pairs = new Map<Wanted, Known>()
  const ways: ReadonlyArray<(one: Known, row: Wanted) => boolean> = [
    (one, row) => one.unitId === row.unitId && one.startsOn === row.startsOn,
    (one, row) => one.source === 'import' && isOpen(one, today) && one.startsOn === row.startsOn,
    (one, row) => one.source === 'import' && isOpen(one, today) && one.unitId === row.unitId && overlaps(one, row),
  ]
  for (const fits of ways) {
    for (const row of wanted) {
      if (pairs.has(row)) continue
      const found = [...left].find((one) => fits(one, row))
      if (!found) continue
      pairs.set(row, found)
      left.delete(found)
    }
  }
  const added = wanted.filter((row) => !pairs.has(row)).map((row) => factsFor(row))
  const kept = [...pairs].map(([row, one]) => ({ one, facts: factsFor(row, one) }))
  const rest = [...left].map((one) => {
    const ends = one.source === 'import' && isOpen(one, today)
    return { one, facts: { ...factsOf(one), endsOn: ends ? lastDayOf(one, added, today) : one.endsOn } }
  })
  const changed = [...kept, ...rest].flatMap(({ one, facts }) => {
    const fields = FIELDS.filter((field) => one[field] !== facts[field])
    return fields.length > 0 ? [{ id: one.id, facts, fields }] : []
  })
  return { added, changed, after: [...added, ...[...kept, ...rest].map(({ facts }) => facts)] }
}
