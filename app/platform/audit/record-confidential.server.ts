import type { Actor } from '#app/access/actor.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type AuditEntry, recordAudit } from './record-audit.server.ts'

/** Records what is done in the file for confidences. The event is on the disk before the change is: an event too many is possible, one too few is not. */
export function recordConfidential(db: Db, actor: Actor, entry: AuditEntry, now: Date): void {
  inTransaction(db, (tx) => void recordAudit(tx, actor, entry, now))
}
