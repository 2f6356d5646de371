import { type Actor, may } from '#app/access/actor.ts'
import { type AllowedOn, proveAllowedOn, type RecordRef } from '#app/access/allowed-on.ts'
import { type RecordPermission, type RecordTypeOf, recordRuleOf } from '#app/access/record-permissions.ts'
import type { RecordRelation } from '#app/access/vocabulary.ts'
import type { ConfidentialAction } from '#app/platform/confidential-log/event.ts'
import { logConfidential } from '#app/platform/confidential-log/log-confidential.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import {
  type ConfidentialTx,
  confidentialTransactionNumber,
  inConfidentialTransaction,
} from '#db/confidential/transaction.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { MustBeSync } from '#db/transaction.server.ts'
import { readPerson } from './read-person.server.ts'

/** The main file, which knows who somebody is, and the file of the records. */
export type RecordFiles = { readonly db: Db; readonly confidential: ConfidentialDb }

/** Relations that follow from facts; a row that claims one gives nothing. */
const BY_FACTS: ReadonlySet<RecordRelation> = new Set(['own', 'system', 'career-centre'])

type Tie = { relation: RecordRelation; until: number | null }

const WAITS = 'SELECT 1 FROM dossiers WHERE id = ? AND closed_at IS NULL'
const SUBJECT = 'SELECT subject_id FROM dossiers WHERE type = ? AND id = ?'
const HELD = `SELECT relation, ends_at AS until FROM dossier_relations
  WHERE dossier_id = ? AND person_id IN (SELECT value FROM json_each(?)) AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?)
  ORDER BY ends_at IS NULL DESC, ends_at DESC`

/** Whom a record is about; null when it is not there. */
function subjectOf(tx: ConfidentialTx, { type, id }: RecordRef): string | null {
  const subject = prepared(tx, SUBJECT).pluck().get(type, id)
  return typeof subject === 'string' ? subject : null
}

/** The actor as they are now: roles that ended, a contract that is over or somebody who was disabled counts at once. A system is what it is. */
function actorNow(db: Db, actor: Actor, now: Date): Actor | null {
  if (actor.system) return actor
  const known = readPerson(db, actor.id, now)
  return known && { ...known.person, operationId: actor.operationId }
}

/** What ties this actor to the record now, of the relations that carry the permission. */
function tieOf(
  tx: ConfidentialTx,
  actor: Actor,
  record: { id: string; subjectId: string },
  carriedBy: ReadonlyArray<RecordRelation>,
  now: Date,
): Tie | null {
  const ids = [actor.id, ...(actor.formerIds ?? [])]
  if (actor.system) return carriedBy.includes('system') ? { relation: 'system', until: null } : null
  if (carriedBy.includes('own') && ids.includes(record.subjectId)) return { relation: 'own', until: null }
  // Whose role it is, the permission said; what waits for anybody no longer does once somebody answered, and nobody answers themselves.
  const waits = !ids.includes(record.subjectId) && prepared(tx, WAITS).get(record.id) !== undefined
  if (carriedBy.includes('career-centre') && waits) return { relation: 'career-centre', until: null }
  const held = prepared(tx, HELD).all(record.id, JSON.stringify(ids), Number(now), Number(now)) as Tie[]
  return held.find(({ relation }) => !BY_FACTS.has(relation) && carriedBy.includes(relation)) ?? null
}

/**
 * The proof that this actor may do this to this record, looked up in the transaction that is open: who they are now in the main file,
 * what ties them to the record, until when. Null when the record is not there, or when nothing ties them to it.
 */
export function allowOn<P extends RecordPermission>(
  db: Db,
  tx: ConfidentialTx,
  actor: Actor,
  permission: P,
  record: RecordRef<RecordTypeOf<P>>,
  now: Date,
): AllowedOn<P> | null {
  const rule = recordRuleOf(permission)
  const subjectId = subjectOf(tx, record)
  if (subjectId === null || rule.on !== record.type) return null
  const somebody = actorNow(db, actor, now)
  if (!somebody || !may(somebody, permission)) return null
  const tie = tieOf(tx, somebody, { id: record.id, subjectId }, rule.carriedBy, now)
  return tie && proveAllowedOn(somebody, permission, { record, subjectId, ...tie }, confidentialTransactionNumber())
}

/** What is done to a record: by which permission, to which record, and what the log calls it. */
type Attempt<P extends RecordPermission> = {
  readonly permission: P
  readonly record: RecordRef<RecordTypeOf<P>>
  readonly action: ConfidentialAction
}

/**
 * Does something to one record in one transaction, with the proof that this actor may. Somebody who may not gets the same 404 as for a
 * record that is not there; where it is there, the refused attempt is in the confidential log.
 */
export function onRecord<P extends RecordPermission, T>(
  { db, confidential }: RecordFiles,
  actor: Actor,
  { permission, record, action }: Attempt<P>,
  now: Date,
  work: (tx: ConfidentialTx, allowed: AllowedOn<P>) => T,
  ..._: MustBeSync<T>
): T {
  const outcome = inConfidentialTransaction(confidential, (tx): { value: T } | null => {
    const allowed = allowOn(db, tx, actor, permission, record, now)
    if (allowed) return { value: work(tx, allowed) }
    const subjectId = subjectOf(tx, record)
    if (subjectId !== null)
      logConfidential(tx, actor, { action, record, subjectId, ground: 'none', result: 'refused' }, now)
    return null
  })
  if (!outcome) throw new Response(null, { status: 404 })
  return outcome.value
}
