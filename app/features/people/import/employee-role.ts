import { addDays } from '#app/i18n/zoned-time.ts'
import type { AffiliationFacts } from '../records/change-person.server.ts'
import { holdsOn } from './match-affiliations.ts'

export type EmployeeGrant = { id: string; startsOn: string; endsOn: string | null }
/** `lastDay` null: at once. */
export type EmployeeChange =
  | { do: 'grant'; startsOn: string; endsOn: string | null }
  | { do: 'end'; grantId: string; lastDay: string | null }

type Affiliation = Pick<AffiliationFacts, 'startsOn' | 'endsOn'>

/** Until when somebody is an employee: null is without an end, and undefined that nothing holds today. */
function employeeUntil(affiliations: ReadonlyArray<Affiliation>, today: string): string | null | undefined {
  if (!affiliations.some((one) => holdsOn(one, today))) return undefined
  const open = affiliations.filter((one) => one.endsOn === null || (one.endsOn >= today && one.endsOn >= one.startsOn))
  if (open.some((one) => one.endsOn === null)) return null
  return open
    .map((one) => one.endsOn ?? '')
    .sort()
    .at(-1)
}

function isBefore(day: string, end: string | null): boolean {
  return end === null || day <= end
}

/** The grants that are missing from today until `until`, in the gaps between those that are there. */
function gaps(held: ReadonlyArray<EmployeeGrant>, until: string | null, today: string): EmployeeChange[] {
  const changes: EmployeeChange[] = []
  let day = today
  while (isBefore(day, until)) {
    const covering = held.filter((one) => holdsOn(one, day))
    if (covering.some((one) => one.endsOn === null)) return changes
    const last = covering
      .map((one) => one.endsOn ?? '')
      .sort()
      .at(-1)
    if (last !== undefined) {
      day = addDays(last, 1)
      continue
    }
    const next = held
      .map((one) => one.startsOn)
      .filter((start) => start > day)
      .sort()[0]
    const endsOn = next !== undefined && isBefore(next, until) ? addDays(next, -1) : until
    changes.push({ do: 'grant', startsOn: day, endsOn })
    if (endsOn === null) return changes
    day = addDays(endsOn, 1)
  }
  return changes
}

/**
 * What is to be done so that somebody is an employee for as long as they have an affiliation: from today, until the last day of the
 * last one. Without one that holds they are none any more, unless all of it is still to come.
 */
export function employeeChanges(
  affiliations: ReadonlyArray<Affiliation>,
  grants: ReadonlyArray<EmployeeGrant>,
  today: string,
): EmployeeChange[] {
  const held = grants.filter((one) => one.endsOn === null || (one.endsOn >= today && one.endsOn >= one.startsOn))
  const until = employeeUntil(affiliations, today)
  if (until === undefined) {
    const isStillToCome = affiliations.some((one) => one.startsOn > today && isBefore(one.startsOn, one.endsOn))
    const hasEnded = affiliations.some((one) => one.startsOn <= today)
    if (!hasEnded) return []
    return held
      .filter((one) => one.startsOn <= today || !isStillToCome)
      .map((one) => ({ do: 'end', grantId: one.id, lastDay: null }))
  }
  const tooLong = held.filter((one) => until !== null && !(one.endsOn !== null && one.endsOn <= until))
  const ends = tooLong.map((one): EmployeeChange => {
    const lastDay = until !== null && one.startsOn <= until ? until : null
    return { do: 'end', grantId: one.id, lastDay }
  })
  const kept = held.flatMap((one) =>
    !tooLong.includes(one) ? [one] : until !== null && one.startsOn <= until ? [{ ...one, endsOn: until }] : [],
  )
  return [...ends, ...gaps(kept, until, today)]
}
