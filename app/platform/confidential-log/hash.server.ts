import { createHash, createHmac } from 'node:crypto'
import type { ConfidentialEvent } from './event.ts'

/** The parts of an event in the order in which its leaf covers them and its row holds them. */
export function eventParts(event: ConfidentialEvent): ReadonlyArray<string | number | null> {
  return [
    event.seq,
    event.at,
    event.operationId,
    event.actorId,
    event.actorRoles,
    event.action,
    event.recordType,
    event.recordId,
    event.subjectId,
    event.fields,
    event.ground,
    event.reason,
    event.cameBy,
    event.result,
    event.textId,
    event.version,
    event.versionHash,
  ]
}

/** The columns of those parts, in that order. */
export const PART_COLUMNS =
  'seq, at, operation_id, actor_id, actor_roles, action, record_type, record_id, subject_id, fields, ground, reason, came_by, result, text_id, version, version_hash'

/** What stays of an event in the chain: its parts under a salt of its own. Without the salt nobody can find out by trying what it was. */
export function leafOf(salt: Buffer, parts: ReadonlyArray<unknown>): string {
  return createHmac('sha256', salt).update(JSON.stringify(parts)).digest('hex')
}

/** The hash of a link: its number, its leaf and the hash of the link before it. */
export function hashOfLink(seq: number, leaf: unknown, previousHash: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([seq, leaf, previousHash]))
    .digest('hex')
}

/** What a head says: where the chain stood, under a salt, so that two heads say nothing of what happened between them. */
export function digestOfHead(salt: Buffer, seq: number, hash: string, at: number): string {
  return createHmac('sha256', salt)
    .update(JSON.stringify([seq, hash, at]))
    .digest('hex')
}
