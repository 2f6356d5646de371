import type { Allowed } from '#app/access/actor.ts'
import { scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { readPerson } from '#app/features/people/read-person.server.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type EnquiryProblem, whyWordsNotSent } from './enquiry-rules.ts'
import { addMessage, type EnquiryRow, enquiryInScope } from './message-store.server.ts'

/** The enquiry when this actor may answer it now: their roles and the offer's owners are read again. Throws 404 for any other. */
export function requireEnquiryToAnswer(db: Db, actor: Allowed<'enquiry.answer'>, id: string, now: Date): EnquiryRow {
  const known = readPerson(db, actor.id, now)?.person
  const readerIds = [actor.id, ...(actor.formerIds ?? [])]
  const enquiry = known && enquiryInScope(db, scopeOf(db, known), readerIds, id)
  if (!enquiry) throw new Response(null, { status: 404 })
  return enquiry
}

/** Answers an enquiry about an offer in one's scope, in own words; it ends with this, unless who asked says something more. Throws 404 for any other. */
export function answerEnquiry(
  db: Db,
  actor: Allowed<'enquiry.answer'>,
  { id, words: typed }: { id: string; words: string },
  now: Date,
): Outcome<'answered', EnquiryProblem> {
  const words = visibleText(typed).trim()
  const problem = whyWordsNotSent(words)
  if (problem) return refused(problem)
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<'answered', EnquiryProblem> => {
      const enquiry = requireEnquiryToAnswer(tx, actor, id, now)
      addMessage(tx, { enquiryId: id, side: 'owner', authorId: actor.id, words }, now)
      const object = { type: 'enquiry', id }
      recordAudit(tx, actor, { action: 'enquiry.answer', object, subjectId: enquiry.personId, fields: ['words'] }, now)
      return done('answered')
    }),
  )
}
