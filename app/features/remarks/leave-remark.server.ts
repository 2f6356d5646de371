import { count, gte } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { findVisibleOfferAt } from '#app/features/catalogue/asked.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { remarks } from '#db/schema/remarks.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { LONGEST_REMARK, MOST_REMARKS_A_DAY, offerSlugOf, type RemarkProblem, remarkedPage } from './remark-rules.ts'

const DAY = 86_400_000

/** Keeps what somebody says is wrong or missing on a page, without a person, for who owns that page. */
export function leaveRemark(
  db: Db,
  { language, page: named, text }: { language: Language; page: string; text: string },
  now: Date,
): Outcome<'kept', RemarkProblem> {
  const words = visibleText(text).trim()
  if (words === '') return refused('empty')
  if (words.length > LONGEST_REMARK) return refused('too-long')
  return refuseWhenBusy(() =>
    inTransaction(db, (tx): Outcome<'kept', RemarkProblem> => {
      const since = Number(now) - DAY
      const today = tx.select({ n: count() }).from(remarks).where(gte(remarks.createdAt, since)).get()
      if ((today?.n ?? 0) >= MOST_REMARKS_A_DAY) return refused('too-many')
      const page = remarkedPage(named, language)
      const slug = offerSlugOf(page)
      const offerId = (slug && findVisibleOfferAt(tx, slug, now)?.id) ?? null
      tx.insert(remarks)
        .values({ id: uuidv7(), language, page, offerId: offerId || null, words, createdAt: Number(now) })
        .run()
      return done('kept')
    }),
  )
}
