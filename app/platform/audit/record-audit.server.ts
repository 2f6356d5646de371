import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '#app/access/actor.ts'
import type { CameBy } from '#app/platform/http/confirm-read.ts'
import { prepared } from '#db/prepare.server.ts'
import { type Tx, transactionNumber } from '#db/transaction.server.ts'
import type { AuditAction, AuditEvent } from './event.ts'
import { hashOfParts, hashOfReason, partsOf } from './hash.server.ts'
import { cleanReason, LONGEST_REASON } from './reason.ts'

/** What is told of an act: ids and names of fields, never what a field says. `reason` is somebody's own words, kept apart so that they can be blanked. */
export type AuditEntry = {
  action: AuditAction
  object: { type: string; id: string }
  subjectId?: string | null
  fields?: ReadonlyArray<string>
  /** Why it was allowed; the roles it was done under unless it says otherwise. */
  ground?: string
  /** How somebody came to what they read: the proof of it, for an event of reading. */
  read?: { readonly cameBy: CameBy }
  result?: 'done' | 'refused'
  /** At most LONGEST_REASON characters: whoever asks for it refuses more. */
  reason?: string
  /** Ties the events of one request together, where it takes more than one transaction. */
  operationId?: string
}

const LAST = 'SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1'
const ADD = `INSERT INTO audit_events (seq, at, operation_id, actor_id, actor_roles, action, object_type, object_id, subject_id, fields,
  ground, result, payload_hash, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const ADD_REASON = 'INSERT INTO audit_payloads (seq, salt, reason) VALUES (?, ?, ?)'

function rolesOf(actor: Actor): string {
  return actor.system ?? [...new Set(actor.grants.map((grant) => grant.role))].sort().join(',')
}

let operation = { transaction: 0, id: '' }

/** What is done in one transaction is one operation. */
function operationOfNow(): string {
  const transaction = transactionNumber()
  if (operation.transaction !== transaction) operation = { transaction, id: randomUUID() }
  return operation.id
}

/**
 * Adds one event to the audit log, in the transaction of what it tells about: either both are kept or neither. Answers its number.
 * Throws when the reason is too long: a verb refuses that before it comes here.
 */
export function recordAudit(tx: Tx, actor: Actor, act: AuditEntry, now: Date): number {
  const reason = cleanReason(act.reason ?? '')
  if (reason.length > LONGEST_REASON) throw new RangeError(`a reason has at most ${LONGEST_REASON} characters`)
  const salt = reason === '' ? null : randomBytes(16)
  const last = prepared(tx, LAST).get() as { seq: number; hash: string } | undefined
  const event: AuditEvent = {
    seq: (last?.seq ?? 0) + 1,
    at: Number(now),
    operationId: act.operationId ?? actor.operationId ?? operationOfNow(),
    actorId: actor.id,
    actorRoles: rolesOf(actor),
    action: act.action,
    objectType: act.object.type,
    objectId: act.object.id,
    subjectId: act.subjectId ?? null,
    fields: [...(act.fields ?? []), ...(act.read ? [`came=${act.read.cameBy}`] : [])].sort().join(','),
    ground: act.ground ?? (act.subjectId === actor.id ? 'own' : 'role'),
    result: act.result ?? 'done',
    payloadHash: salt ? hashOfReason(salt, reason) : '',
    previousHash: last?.hash ?? '',
  }
  const parts = partsOf(event)
  prepared(tx, ADD).run(...parts, hashOfParts(parts))
  if (salt) prepared(tx, ADD_REASON).run(event.seq, salt, reason)
  return event.seq
}
