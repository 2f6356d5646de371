import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '#app/access/actor.ts'
import type { CameBy } from '#app/platform/http/confirm-read.ts'
import { type ConfidentialTx, confidentialTransactionNumber } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { ConfidentialAction, ConfidentialEvent } from './event.ts'
import { eventParts, hashOfLink, leafOf, PART_COLUMNS } from './hash.server.ts'

/** What is told of an act on a record of confidences: ids, names of fields and codes, never what a field says. */
export type ConfidentialEntry = {
  readonly action: ConfidentialAction
  readonly record: { readonly type: string; readonly id: string }
  readonly subjectId: string
  readonly fields?: ReadonlyArray<string>
  readonly ground: string
  /** A code from a list, such as one of the reasons to open a record. */
  readonly reason?: string
  /** How somebody came to what they read: the proof of it, for an event of reading. */
  readonly read?: { readonly cameBy: CameBy }
  readonly result?: 'done' | 'refused'
  /** The version of a text that counts from here on. */
  readonly version?: { readonly textId: string; readonly number: number; readonly hash: string }
  /** Ties together what one request did in several files. */
  readonly operationId?: string
}

const LAST = 'SELECT seq, hash FROM confidential_links ORDER BY seq DESC LIMIT 1'
const LINK = 'INSERT INTO confidential_links (seq, leaf, previous_hash, hash) VALUES (?, ?, ?, ?)'
const EVENT = `INSERT INTO confidential_events (${PART_COLUMNS}, salt) VALUES (${PART_COLUMNS.replaceAll(/[a-z_]+/g, '?')}, ?)`
const SALT_BYTES = 16

let operation = { transaction: 0, id: '' }

/** What is done in one transaction is one operation. */
function operationOfNow(): string {
  const transaction = confidentialTransactionNumber()
  if (operation.transaction !== transaction) operation = { transaction, id: randomUUID() }
  return operation.id
}

function rolesOf(actor: Actor): string {
  return actor.system ?? [...new Set(actor.grants.map((grant) => grant.role))].sort().join(',')
}

/**
 * Adds one event to the confidential log, in the transaction of what it tells about: either both are kept or neither. The chain holds a
 * leaf of it under a salt; the event itself goes three months after its record, and the chain stays whole. Answers its number.
 */
export function logConfidential(tx: ConfidentialTx, actor: Actor, entry: ConfidentialEntry, now: Date): number {
  if (!tx.$client.inTransaction) throw new Error('an event is written in the transaction of what it tells about')
  const last = prepared(tx, LAST).get() as { seq: number; hash: string } | undefined
  const event: ConfidentialEvent = {
    seq: (last?.seq ?? 0) + 1,
    at: Number(now),
    operationId: entry.operationId ?? actor.operationId ?? operationOfNow(),
    actorId: actor.id,
    actorRoles: rolesOf(actor),
    action: entry.action,
    recordType: entry.record.type,
    recordId: entry.record.id,
    subjectId: entry.subjectId,
    fields: [...(entry.fields ?? [])].sort().join(','),
    ground: entry.ground,
    reason: entry.reason ?? '',
    cameBy: entry.read?.cameBy ?? '',
    result: entry.result ?? 'done',
    textId: entry.version?.textId ?? '',
    version: entry.version?.number ?? null,
    versionHash: entry.version?.hash ?? null,
  }
  const parts = eventParts(event)
  const salt = randomBytes(SALT_BYTES)
  const leaf = leafOf(salt, parts)
  const previousHash = last?.hash ?? ''
  prepared(tx, LINK).run(event.seq, leaf, previousHash, hashOfLink(event.seq, leaf, previousHash))
  prepared(tx, EVENT).run(...parts, salt)
  return event.seq
}
