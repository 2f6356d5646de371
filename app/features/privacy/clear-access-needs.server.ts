import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { AuditAction } from '#app/platform/audit/event.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { destroyDataKey } from '#app/platform/crypto/data-keys.server.ts'
import { isOver } from '#app/platform/duration.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { oldAccessNeeds } from '#db/schema/privacy.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { ACCESS_NEEDS } from './access-needs-rules.ts'
import { lineOf } from './inventory.ts'

/** Takes the row away and destroys its key, so that what is left of it anywhere in the file says nothing. */
function wipe(
  tx: Tx,
  actor: Allowed<Permission>,
  wiped: { personId: string; action: AuditAction; ground?: string },
  now: Date,
): boolean {
  const { personId, action, ground } = wiped
  const { changes } = tx.delete(oldAccessNeeds).where(eq(oldAccessNeeds.personId, personId)).run()
  if (changes === 0) return false
  const act = { subjectId: personId, ground, operationId: randomUUID() }
  recordAudit(tx, actor, { ...act, action, object: { type: ACCESS_NEEDS, id: personId }, fields: ['arrangement'] }, now)
  destroyDataKey(tx, actor, { type: ACCESS_NEEDS, id: personId }, act, now)
  return true
}

/** Wipes what the actor needs to take part. Needs no keys: what cannot be read can still be wiped. Nothing there is wiped already. */
export function clearAccessNeeds(
  db: Db,
  actor: Allowed<'access-needs.save-own'>,
  now: Date,
): Outcome<'cleared', 'busy'> {
  return refuseWhenBusy(() => {
    inTransaction(db, (tx) => wipe(tx, actor, { personId: actor.id, action: 'access-needs.clear' }, now))
    return done('cleared')
  })
}

/** Wipes what somebody needed, because they are erased themselves. */
export function wipeAccessNeeds(tx: Tx, actor: Allowed<'access-needs.forget'>, personId: string, now: Date): void {
  wipe(tx, actor, { personId, action: 'access-needs.forget', ground: 'retention' }, now)
}

/** Wipes what was kept for as long as the inventory says. Runs daily; answers how many there were. */
export function eraseOldAccessNeeds(db: Db, actor: Allowed<'access-needs.forget'>, now: Date): number {
  const { keep } = lineOf('access_needs', 'arrangement')
  const old = () =>
    db
      .select({ id: oldAccessNeeds.personId, updatedAt: oldAccessNeeds.updatedAt })
      .from(oldAccessNeeds)
      .all()
      .filter(({ updatedAt }) => isOver(updatedAt, keep, now))
  if (old().length === 0) return 0
  return inTransaction(db, (tx) => {
    const over = old()
    for (const { id } of over)
      wipe(tx, actor, { personId: id, action: 'access-needs.forget', ground: 'retention' }, now)
    return over.length
  })
}
