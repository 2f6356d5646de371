import { createHash, createHmac } from 'node:crypto'
import type { AuditEvent } from './event.ts'

/** The hash of an event, which covers the hash of the one before it. A list in a fixed order: no two events read the same. */
export function hashOfEvent(event: AuditEvent): string {
  const parts = [
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
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The hash of a reason, under a salt that goes with it: once the reason is blanked, nobody can guess it from the hash and its salt alone without knowing what to try. */
export function hashOfReason(salt: Buffer, reason: string): string {
  return createHmac('sha256', salt).update(reason).digest('hex')
}
