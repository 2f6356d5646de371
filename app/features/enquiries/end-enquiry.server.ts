import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { enquiries } from '#db/schema/enquiries.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { ownEnquiry } from './message-store.server.ts'

/**
 * Ends one's own enquiry: withdrawn, or closed because one knows enough. From then on its owners no longer see it, and it is wiped after its term. Ending
 * what has ended changes nothing. Throws 404 for somebody else's.
 */
export function endEnquiry(
  db: Db,
  actor: Allowed<'enquiry.send'>,
  { id, state }: { id: string; state: 'withdrawn' | 'closed' },
  now: Date,
): Outcome<'ended', 'busy'> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<'ended', 'busy'> => {
      const enquiry = ownEnquiry(tx, [actor.id, ...(actor.formerIds ?? [])], id)
      if (!enquiry) throw new Response(null, { status: 404 })
      if (enquiry.state === 'withdrawn' || enquiry.state === 'closed') return done('ended')
      tx.update(enquiries)
        .set({ state, endedAt: Number(now), updatedAt: Number(now) })
        .where(eq(enquiries.id, id))
        .run()
      const action = state === 'withdrawn' ? 'enquiry.withdraw' : 'enquiry.close'
      recordAudit(tx, actor, { action, object: { type: 'enquiry', id }, subjectId: actor.id, fields: ['state'] }, now)
      return done('ended')
    }),
  )
}
