import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '#app/features/people/person.ts'
import { prepared } from '#db/prepare.server.ts'
import { auditPayloads } from '#db/schema/audit.ts'
import type { Tx } from '#db/transaction.server.ts'
import type { AuditEvent } from './event.ts'
import { hashOfEvent, hashOfReason } from './hash.server.ts'

/** What is told of an act: ids and names of fields, never what a field says. `reason` is somebody's own words, kept apart so that they can be blanked. */
export type Act = {
  action: string
  object: { type: string; id: string }
  subjectId?: string | null
  fields?: ReadonlyArray<string>
  /** Why it was allowed; the roles it was done under unless it says otherwise. */
  ground?: string
  result?: 'done' | 'refused'
  reason?: string
  /** Ties the events of one request together. */
  operationId?: string
}

// An import tells of a hundred thousand acts: drizzle, which builds the statement anew each time, would take most of its time.
const INSERT = `INSERT INTO audit_events (seq, at, operation_id, actor_id, actor_roles, action, object_type, object_id, subject_id, fields,
  ground, result, payload_hash, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

function rolesOf(actor: Actor): string {
  return actor.system ?? [...new Set(actor.grants.map((grant) => grant.role))].sort().join(',')
}

/** Adds one event to the audit log, in the transaction of what it tells about: either both are kept or neither. Answers its number. */
export function tell(tx: Tx, actor: Actor, act: Act, now: Date): number {
  const last = prepared(tx, 'SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1').get() as
    | { seq: number; hash: string }
    | undefined
  const salt = randomBytes(16)
  const event: AuditEvent = {
    seq: (last?.seq ?? 0) + 1,
    at: Number(now),
    operationId: act.operationId ?? actor.operationId ?? randomUUID(),
    actorId: actor.id,
    actorRoles: rolesOf(actor),
    action: act.action,
    objectType: act.object.type,
    objectId: act.object.id,
    subjectId: act.subjectId ?? null,
    fields: [...(act.fields ?? [])].sort().join(','),
    ground: act.ground ?? (act.subjectId === actor.id ? 'own' : 'role'),
    result: act.result ?? 'done',
    payloadHash: hashOfReason(salt, act.reason ?? ''),
    previousHash: last?.hash ?? '',
  }
  prepared(tx, INSERT).run(
    event.seq,
    event.at,
    event.operationId,
    event.actorId,
    event.actorRoles,
    event.action,
    event.objectType,
    event.objectId,
    event.subjectId,
    event.fields,
    event.ground,
    event.result,
    event.payloadHash,
    event.previousHash,
    hashOfEvent(event),
  )
  if (act.reason !== undefined) tx.insert(auditPayloads).values({ seq: event.seq, salt, reason: act.reason }).run()
  return event.seq
}
