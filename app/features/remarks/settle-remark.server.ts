import { and, eq, isNull } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { remarks } from '#db/schema/remarks.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { remarkIsInScope } from './remarks.queries.server.ts'

/** Marks a remark as done: it leaves the list of everybody. Doing it twice changes nothing. Throws 404 for a remark about a page that is not the actor's. */
export function settleRemark(
  db: Db,
  actor: Allowed<'remark.settle'>,
  id: string,
  now: Date,
): Outcome<'settled', 'busy'> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<'settled', 'busy'> => {
      const known = readPerson(tx, actor.id, now)?.person
      if (!known || !remarkIsInScope(tx, known, id)) throw new Response(null, { status: 404 })
      const open = and(eq(remarks.id, id), isNull(remarks.doneAt))
      const { changes } = tx
        .update(remarks)
        .set({ doneAt: Number(now) })
        .where(open)
        .run()
      const object = { type: 'remark', id }
      if (changes > 0) recordAudit(tx, actor, { action: 'remark.settle', object, fields: ['doneAt'] }, now)
      return done('settled')
    }),
  )
}
