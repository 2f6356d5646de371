import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import type { AffiliationFacts } from '../records/change-person.server.ts'
import { type EmployeeChange, employeeChanges } from './employee-role.ts'
import { type Group, groupRows } from './group-rows.ts'
import { keyText, type RowKey, type RowProblem } from './import-row.ts'
import { holdsOn, type Matched, matchAffiliations, type Wanted } from './match-affiliations.ts'
import type { ReadRows } from './read-rows.server.ts'
import {
  affiliationsOf,
  countImported,
  employeeGrantsOf,
  keysWithAffiliation,
  personOfKey,
} from './read-state.server.ts'

export type What = 'name' | 'email' | keyof AffiliationFacts | 'added' | 'role'

/** What becomes of one person; `known` is their id, and null is somebody the portal does not know yet. */
export type PersonPlan = {
  known: string | null
  person: { name?: string; email?: string | null }
  affiliations: Matched
  role: EmployeeChange[]
  kind: 'new' | 'changed' | 'ended' | 'unchanged'
}

/** One line of the answer. `line` is null for somebody who is not in the file. */
export type Told = RowKey & { line: number | null; kind: PersonPlan['kind']; what: What[] }
export type Note = RowKey & { line: number; manager: string }
/** Why a file that is good row by row is not written as a whole. */
export type Guard = { code: 'too-many-end'; ended: number; current: number } | { code: 'whole-unsure'; count: number }

export type PeopleImportPlan = {
  read: ReadRows
  groups: Group[]
  /** Who is not in a file that is everybody of its organisations. */
  missing: RowKey[]
  told: Told[]
  counts: Record<PersonPlan['kind'], number>
  problems: RowProblem[]
  notes: Note[]
  guard: Guard | null
}
export type PlanOptions = { whole: boolean; yesEnd: number | null }

const MOST_ENDED = 0.2

type Lookup = (db: Db, key: RowKey) => string | null

function differing(known: { name: string; email: string | null }, group: Group): PersonPlan['person'] {
  const [row] = group.rows
  if (!row) return {}
  return {
    ...(row.name === known.name ? {} : { name: row.name }),
    ...(row.email === undefined || row.email === known.email ? {} : { email: row.email }),
  }
}

/** What the rows of somebody would change, by what is known of them now; no rows: they are not in a file that is everybody. */
export function planPerson(db: Db, group: Group, managerOf: Lookup, today: string): PersonPlan {
  const found = personOfKey(db, group)
  const wanted = group.rows.map(
    ({ managerNumber, homeOrganisation, ...row }): Wanted => ({
      ...row,
      ...(managerNumber === undefined
        ? {}
        : { managerId: managerNumber && managerOf(db, { homeOrganisation, staffNumber: managerNumber }) }),
    }),
  )
  const before = found ? affiliationsOf(db, found.id) : []
  const affiliations = matchAffiliations(before, wanted, today)
  const role = employeeChanges(affiliations.after, found ? employeeGrantsOf(db, found.id, today) : [], today)
  const person = found ? differing(found, group) : {}
  const changes = affiliations.added.length + affiliations.changed.length + role.length + Object.keys(person).length
  const holds = (list: ReadonlyArray<AffiliationFacts>) => list.some((one) => holdsOn(one, today))
  const isEnded = holds(before) && !holds(affiliations.after)
  const kind = !found ? 'new' : isEnded ? 'ended' : changes > 0 ? 'changed' : 'unchanged'
  return { known: found?.id ?? null, person, affiliations, role, kind }
}

function whatOf({ person, affiliations, role }: PersonPlan): What[] {
  const fields = affiliations.changed.flatMap((change) => change.fields)
  return [
    ...new Set<What>([
      ...(person.name === undefined ? [] : (['name'] as const)),
      ...(person.email === undefined ? [] : (['email'] as const)),
      ...fields,
      ...(affiliations.added.length > 0 ? (['added'] as const) : []),
      ...(role.length > 0 ? (['role'] as const) : []),
    ]),
  ]
}

function guardOf(plan: Omit<PeopleImportPlan, 'guard'>, current: number, { whole, yesEnd }: PlanOptions): Guard | null {
  const unsure = plan.problems.filter(({ staffNumber }) => staffNumber === null).length
  if (whole && unsure > 0) return { code: 'whole-unsure', count: unsure }
  const { ended } = plan.counts
  return ended > current * MOST_ENDED && yesEnd !== ended ? { code: 'too-many-end', ended, current } : null
}

/** What an import of these rows would do. Writes nothing. */
export function planPeople(
  db: Db,
  read: ReadRows,
  options: PlanOptions,
  now: Date,
  progress: (done: number, total: number) => void,
): PeopleImportPlan {
  const today = dayOf(now)
  const { groups, problems } = groupRows(read.rows, read.problems)
  const willBeThere = new Set(groups.map(keyText))
  const managerOf: Lookup = (from, key) =>
    personOfKey(from, key)?.id ?? (willBeThere.has(keyText(key)) ? `new ${keyText(key)}` : null)
  const refused = problems.flatMap(({ homeOrganisation = null, staffNumber }) =>
    staffNumber === null ? [] : [{ homeOrganisation, staffNumber }],
  )
  const named = new Set([...willBeThere, ...refused.map(keyText)])
  const organisations = new Set([...read.organisations, ...read.rows.map((row) => row.homeOrganisation)])
  const missing = options.whole
    ? keysWithAffiliation(db, organisations, today).filter((key) => !named.has(keyText(key)))
    : []
  const counts = { new: 0, changed: 0, ended: 0, unchanged: 0 }
  const told: Told[] = []
  const notes: Note[] = []
  const everybody = [...groups, ...missing.map((key) => ({ ...key, rows: [] }))]
  for (const [place, group] of everybody.entries()) {
    progress(place, everybody.length)
    const plan = planPerson(db, group, managerOf, today)
    counts[plan.kind]++
    const { homeOrganisation, staffNumber, rows } = group
    const key = { homeOrganisation, staffNumber }
    if (plan.kind !== 'unchanged')
      told.push({ ...key, line: rows[0]?.line ?? null, kind: plan.kind, what: whatOf(plan) })
    for (const { line, managerNumber } of rows)
      if (managerNumber && managerOf(db, { homeOrganisation, staffNumber: managerNumber }) === null)
        notes.push({ ...key, line, manager: managerNumber })
  }
  const plan = { read, groups, missing, told, counts, problems, notes }
  return { ...plan, guard: guardOf(plan, countImported(db, organisations, today), options) }
}
