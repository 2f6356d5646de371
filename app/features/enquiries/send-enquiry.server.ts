import { randomUUID } from 'node:crypto'
import { and, count, eq, inArray } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { findVisibleOffer, markAsked } from '#app/features/catalogue/asked.server.ts'
import { asksInConfidence } from '#app/features/catalogue/asking.ts'
import type { Language } from '#app/i18n/languages.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { enquiries } from '#db/schema/enquiries.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { type EnquiryProblem, MOST_OPEN, whyWordsNotSent } from './enquiry-rules.ts'
import { addMessage } from './message-store.server.ts'

type Enquiry = { offerId: string; words: string; language: Language }

function openOf(tx: Tx, personIds: ReadonlyArray<string>): number {
  const found = tx
    .select({ n: count() })
    .from(enquiries)
    .where(and(inArray(enquiries.personId, [...personIds]), eq(enquiries.state, 'open')))
    .get()
  return found?.n ?? 0
}

/**
 * Sends a question in own words to the owners of an offer; answers its id. Refused for an offer that is not shown, one that only takes contact requests
 * (`contact-only`: words about it are for nobody but who gives it), and with too many waiting.
 */
export function sendEnquiry(
  db: Db,
  actor: Allowed<'enquiry.send'>,
  { offerId, words: typed, language }: Enquiry,
  now: Date,
): Outcome<string, EnquiryProblem> {
  const words = visibleText(typed).trim()
  const problem = whyWordsNotSent(words)
  if (problem) return refused(problem)
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<string, EnquiryProblem> => {
      const offer = findVisibleOffer(tx, offerId, now)
      if (!offer) return refused('no-offer')
      if (asksInConfidence(offer)) return refused('contact-only')
      if (openOf(tx, [actor.id, ...(actor.formerIds ?? [])]) >= MOST_OPEN) return refused('too-many')
      const [id, at] = [randomUUID(), Number(now)]
      const row = { id, offerId, personId: actor.id, language, createdAt: at, updatedAt: at }
      tx.insert(enquiries)
        .values({ ...row, state: 'open' })
        .run()
      addMessage(tx, { enquiryId: id, side: 'asker', authorId: actor.id, words }, now)
      markAsked(tx, offerId)
      const object = { type: 'enquiry', id }
      recordAudit(tx, actor, { action: 'enquiry.send', object, subjectId: actor.id, fields: ['words'] }, now)
      return done(id)
    }),
  )
}
