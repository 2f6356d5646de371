import type { Allowed } from '#app/access/actor.ts'
import { toDateParts } from '#app/i18n/date-parts.ts'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import type { SentBy } from '#app/platform/http/form/define-form.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { setReviewDate } from './change-offers.server.ts'
import { type EditorHead, editorHead } from './editor-page.queries.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { dayOfValues } from './offer-fields.ts'
import type { reviewForm } from './review-form.server.ts'
import { type ReviewAsk, reviewAskOf } from './review-rules.ts'

const YEAR_DAYS = 365

export type ReviewPageData = EditorHead & {
  readonly reviewOn: string
  readonly asks: ReviewAsk | null
  /** A year from today, in three boxes. */
  readonly next: { day: string; month: string; year: string }
}

/** The page that asks whether an offer is still right; null for one that is not stored or not the actor's to change. */
export function findReviewPage(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): ReviewPageData | null {
  const draft = readOfferDraft(db, actor, id)
  if (!draft?.offer) return null
  const today = dayOf(now)
  return {
    ...editorHead(db, actor, draft, 'check', language, now),
    reviewOn: formatDayMonthYear(language, draft.offer.reviewOn),
    asks: reviewAskOf(draft.offer.reviewOn, draft.offer.state, today),
    next: toDateParts(addDays(today, YEAR_DAYS)),
  }
}

/** Says that an offer was looked at, and when the next time is; a hidden one is published again. */
export function reviewOffer(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  sent: SentBy<typeof reviewForm>,
  now: Date,
): Outcome<'reviewed', 'wrong-day' | 'in-the-past' | 'gone'> {
  const day = dayOfValues([sent['on.day'], sent['on.month'], sent['on.year']])
  const moment = new Date(`${day}T12:00:00Z`)
  if (day === '' || Number.isNaN(Number(moment)) || !moment.toISOString().startsWith(day)) return refused('wrong-day')
  if (day < dayOf(now)) return refused('in-the-past')
  return inTransaction(db, (tx): Outcome<'reviewed', 'gone'> => {
    const { changed, refused: not } = setReviewDate(tx, actor, [id], day, now)
    return changed === 0 || not.length > 0 ? refused('gone') : done('reviewed')
  })
}
