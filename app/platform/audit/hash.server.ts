import { createHash, createHmac } from 'node:crypto'
import type { AuditEvent } from './event.ts'

/** The parts of an event in the order in which its hash covers them and its row holds them. */
export function partsOf(event: AuditEvent): ReadonlyArray<string | number | null> {
  return [
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
}

/** How many parts the hash covers; it stands after them. */
export const HASHED_PARTS = 14

/** The hash of an event's parts, among them the hash of the event before it. A list in a fixed order: no two events read the same. */
export function hashOfParts(parts: ReadonlyArray<unknown>): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The hash of a reason under a salt of its own: it ties the words to the event. Once both are blanked, nobody can find out the words by trying. */
export function hashOfReason(salt: Buffer, reason: string): string {
  return createHmac('sha256', salt).update(reason).digest('hex')
}
