import { and, asc, eq, inArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { inScopeSql, type OfferScope } from '#app/features/catalogue/offer-scope.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { enquiries, enquiryMessages } from '#db/schema/enquiries.ts'
import type { Tx } from '#db/transaction.server.ts'
import { afterMessage } from './enquiry-rules.ts'
import type { MessageSide } from './vocabulary.ts'

export type EnquiryRow = typeof enquiries.$inferSelect
export type MessageRow = typeof enquiryMessages.$inferSelect

/** An enquiry that this person sent, also under a record that was merged into theirs. */
export function ownEnquiry(db: Db, personIds: ReadonlyArray<string>, id: string): EnquiryRow | undefined {
  return db
    .select()
    .from(enquiries)
    .where(and(eq(enquiries.id, id), inArray(enquiries.personId, [...personIds])))
    .get()
}

/** An enquiry about an offer in this scope that is with its owners, as it stands now, and is not the reader's own. */
export function enquiryInScope(
  db: Db,
  scope: OfferScope,
  readerIds: ReadonlyArray<string>,
  id: string,
): EnquiryRow | undefined {
  const row = db
    .select({ enquiry: enquiries })
    .from(enquiries)
    .innerJoin(offers, eq(offers.id, enquiries.offerId))
    .where(and(eq(enquiries.id, id), inArray(enquiries.state, ['open', 'answered']), inScopeSql(scope)))
    .get()
  return row && !readerIds.includes(row.enquiry.personId) ? row.enquiry : undefined
}

/** What was said, oldest first. */
export function messagesOf(db: Db, enquiryId: string): MessageRow[] {
  return db
    .select()
    .from(enquiryMessages)
    .where(eq(enquiryMessages.enquiryId, enquiryId))
    .orderBy(asc(enquiryMessages.createdAt), asc(enquiryMessages.id))
    .all()
}

/** Adds what somebody said, and what the enquiry is after it. */
export function addMessage(
  tx: Tx,
  { enquiryId, side, authorId, words }: { enquiryId: string; side: MessageSide; authorId: string; words: string },
  now: Date,
): void {
  const createdAt = Number(now)
  tx.insert(enquiryMessages).values({ id: uuidv7(), enquiryId, side, authorId, words, createdAt }).run()
  tx.update(enquiries)
    .set({ ...afterMessage(side, createdAt), updatedAt: createdAt })
    .where(eq(enquiries.id, enquiryId))
    .run()
}
