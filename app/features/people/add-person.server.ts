import { randomUUID } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import type { Relation } from '#app/access/vocabulary.ts'
import type { Language } from '#app/i18n/languages.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { identities, relations } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { CareerStage, StaffCategory } from './vocabulary.ts'

export type NewPerson = {
  handle?: string | null
  name: string
  email?: string | null
  language: Language
  /** Whose HR system the number is of. */
  homeOrganisation?: string | null
  staffNumber?: string | null
}

// Kept statements, because an import adds ten thousands.
const INSERT_PERSON = `INSERT INTO people (id, handle, name, email, language, home_organisation, staff_number, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
const INSERT_AFFILIATION = `INSERT INTO affiliations (id, person_id, unit_id, staff_category, career_stage, manager_id, starts_on,
  ends_on, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** Adds somebody the portal did not know; they can do nothing until a role is granted. Answers their id. */
export function addPerson(tx: Tx, actor: Allowed<'person.add'>, person: NewPerson, now: Date): string {
  const id = randomUUID()
  const { handle = null, name, email = null, language, homeOrganisation = null, staffNumber = null } = person
  const at = Number(now)
  prepared(tx, INSERT_PERSON).run(id, handle, name, email, language, homeOrganisation, staffNumber, at, at)
  recordAudit(tx, actor, { action: 'person.add', object: { type: 'person', id }, subjectId: id }, now)
  return id
}

/** Ties an account of a sign-in service to somebody, by issuer and subject. */
export function addIdentity(
  tx: Tx,
  actor: Allowed<'person.add'>,
  identity: { issuer: string; subject: string; personId: string; homeOrganisation: string | null },
  now: Date,
): void {
  tx.insert(identities)
    .values({ ...identity, createdAt: Number(now) })
    .run()
  const { personId } = identity
  recordAudit(tx, actor, { action: 'identity.add', object: { type: 'person', id: personId }, subjectId: personId }, now)
}

export type NewAffiliation = {
  personId: string
  unitId: string
  staffCategory: StaffCategory
  careerStage: CareerStage | null
  managerId?: string | null
  startsOn: string
  endsOn?: string | null
  source: 'demo' | 'import' | 'desk'
}

/** Notes where somebody works and as what, from a day. Answers its id. */
export function addAffiliation(
  tx: Tx,
  actor: Allowed<'person.change'>,
  affiliation: NewAffiliation,
  now: Date,
): string {
  const id = randomUUID()
  const {
    personId,
    unitId,
    staffCategory,
    careerStage,
    managerId = null,
    startsOn,
    endsOn = null,
    source,
  } = affiliation
  prepared(tx, INSERT_AFFILIATION).run(
    id,
    personId,
    unitId,
    staffCategory,
    careerStage,
    managerId,
    startsOn,
    endsOn,
    source,
  )
  recordAudit(tx, actor, { action: 'affiliation.add', object: { type: 'affiliation', id }, subjectId: personId }, now)
  return id
}

/** Ties somebody to one record, from now on: they may then do with that record what its feature says, and with no other. Answers its id. */
export function addRelation(
  tx: Tx,
  actor: Allowed<'relation.grant'>,
  relation: { personId: string; relation: Relation; recordType: string; recordId: string; endsAt?: number | null },
  now: Date,
): string {
  const id = randomUUID()
  tx.insert(relations)
    .values({ ...relation, id, endsAt: relation.endsAt ?? null, startsAt: Number(now), createdAt: Number(now) })
    .run()
  recordAudit(
    tx,
    actor,
    {
      action: 'relation.grant',
      object: { type: 'relation', id },
      subjectId: relation.personId,
      fields: [relation.relation],
    },
    now,
  )
  return id
}
