import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type EnquiryProblem, mayFollowUp, whyWordsNotSent } from './enquiry-rules.ts'
import { addMessage, ownEnquiry } from './message-store.server.ts'

/** Says something more in one's own enquiry, which then waits for an answer again. Throws 404 for somebody else's. */
export function followUpEnquiry(
  db: Db,
  actor: Allowed<'enquiry.send'>,
  { id, words: typed }: { id: string; words: string },
  now: Date,
): Outcome<'sent', EnquiryProblem> {
  const words = visibleText(typed).trim()
  const problem = whyWordsNotSent(words)
  if (problem) return refused(problem)
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<'sent', EnquiryProblem> => {
      const enquiry = ownEnquiry(tx, [actor.id, ...(actor.formerIds ?? [])], id)
      if (!enquiry) throw new Response(null, { status: 404 })
      if (!mayFollowUp(enquiry.state)) return refused('over')
      addMessage(tx, { enquiryId: id, side: 'asker', authorId: actor.id, words }, now)
      const object = { type: 'enquiry', id }
      recordAudit(tx, actor, { action: 'enquiry.follow-up', object, subjectId: actor.id, fields: ['words'] }, now)
      return done('sent')
    }),
  )
}
