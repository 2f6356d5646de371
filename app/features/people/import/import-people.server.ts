import { randomUUID } from 'node:crypto'
import { type Allowed, asSystem, inOperation } from '#app/access/actor.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { pause } from '#app/platform/jobs/pause.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { addAffiliation, addPerson } from '../add-person.server.ts'
import { grantRole } from '../grant-role.server.ts'
import { changeAffiliation, changePerson } from '../records/change-person.server.ts'
import { endRole } from '../roles/end-role.server.ts'
import type { Group } from './group-rows.ts'
import { keyText, type RowKey } from './import-row.ts'
import { type PeopleImportPlan, planPerson } from './plan.server.ts'
import { personOfKey } from './read-state.server.ts'

/** So many steps are one transaction: some tenths of a second in which nobody else writes. */
const STEPS = 500
/** Between two transactions others may write for a quarter of the time that one took. */
const REST = 0.25

type Step = (tx: Tx) => void

function mustBe(outcome: { ok: boolean; problem?: string }, staffNumber: string): void {
  if (!outcome.ok)
    throw new Error(`staff number ${staffNumber} passed the check but cannot be written: ${outcome.problem}`)
}

/** Who does what here: the operator, with each permission a person's import needs, in one operation of the audit log. */
function actorsOf(operationId: string) {
  return {
    add: inOperation(asSystem('operator', 'person.add'), operationId),
    change: inOperation(asSystem('operator', 'person.change'), operationId),
    grant: inOperation(asSystem('operator', 'role.grant'), operationId),
    end: inOperation(asSystem('operator', 'role.end'), operationId),
  }
}
type Actors = ReturnType<typeof actorsOf>

function addIfNew(tx: Tx, actors: Actors, { homeOrganisation, staffNumber, rows: [row] }: Group, now: Date): void {
  const key = { homeOrganisation, staffNumber }
  if (!row || personOfKey(tx, key)) return
  addPerson(tx, actors.add, { name: row.name, email: row.email ?? null, language: 'nl', ...key }, now)
}

/** Writes what is other than the rows of somebody say, by what is known of them at this moment. */
function write(tx: Tx, actors: Actors, group: Group, now: Date): void {
  const managerOf = (from: Db, key: RowKey) => personOfKey(from, key)?.id ?? null
  const plan = planPerson(tx, group, managerOf, dayOf(now))
  const personId = plan.known
  // Taken away since the file was read: the next run adds them.
  if (personId === null) return
  if (Object.keys(plan.person).length > 0) changePerson(tx, actors.change, { personId, ...plan.person }, now)
  for (const facts of plan.affiliations.added)
    addAffiliation(tx, actors.change, { ...facts, personId, source: 'import' }, now)
  for (const change of plan.affiliations.changed) changeAffiliation(tx, actors.change, { ...change, personId }, now)
  for (const change of plan.role) {
    const outcome =
      change.do === 'grant'
        ? grantRole(
            tx,
            actors.grant,
            { personId, role: 'employee', startsOn: change.startsOn, endsOn: change.endsOn },
            now,
          )
        : endRole(tx, actors.end, { grantId: change.grantId, lastDay: change.lastDay }, now)
    mustBe(outcome, group.staffNumber)
  }
}

/**
 * Writes what a plan changes, under one operation of the audit log. What one person's rows say is written whole or not at all; many
 * people are several transactions, so that the portal goes on beside it. Somebody who stops it half-way runs it again: what is
 * written already is not written twice. Nothing is written, and nothing told, when nothing changes.
 */
export async function importPeople(
  db: Db,
  actor: Allowed<'person.import'>,
  plan: PeopleImportPlan,
  now: Date,
  progress: (done: number, total: number) => void,
): Promise<void> {
  if (plan.told.length === 0) return
  const operationId = randomUUID()
  const actors = actorsOf(operationId)
  const byKey = new Map(plan.groups.map((group) => [keyText(group), group]))
  const groups = plan.told.map(
    ({ homeOrganisation, staffNumber }) =>
      byKey.get(keyText({ homeOrganisation, staffNumber })) ?? { homeOrganisation, staffNumber, rows: [] },
  )
  const object = { type: 'import', id: operationId }
  const steps: Step[] = [
    (tx) => void recordAudit(tx, inOperation(actor, operationId), { action: 'person.import', object }, now),
    // All of them first: a manager may stand below who they manage.
    ...plan.told.flatMap(({ kind }, place): Step[] => {
      const group = groups[place]
      return kind === 'new' && group ? [(tx) => addIfNew(tx, actors, group, now)] : []
    }),
    ...groups.map(
      (group): Step =>
        (tx) =>
          write(tx, actors, group, now),
    ),
  ]
  for (let from = 0; from < steps.length; from += STEPS) {
    const start = performance.now()
    inTransaction(db, (tx) => {
      for (const step of steps.slice(from, from + STEPS)) step(tx)
    })
    progress(Math.min(from + STEPS, steps.length), steps.length)
    if (from + STEPS < steps.length) await pause((performance.now() - start) * REST)
  }
}
