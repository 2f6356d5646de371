import { addDays } from '#app/i18n/zoned-time.ts'

/** How long before its review date an offer asks for a look, in days: first and again. */
export const REMIND_DAYS = [30, 7] as const

/** What an offer asks of its owner about its review date today; `passed` where it stays visible because people have signed up. */
export type ReviewAsk = 'in-30-days' | 'in-7-days' | 'passed' | 'hidden'

/** What a review date asks on a day (`2027-02-03`). */
export function reviewAskOf(reviewOn: string, state: string, today: string): ReviewAsk | null {
  if (state === 'hidden') return 'hidden'
  if (state !== 'published') return null
  if (reviewOn < today) return 'passed'
  const [first, again] = REMIND_DAYS
  if (reviewOn <= addDays(today, again)) return 'in-7-days'
  return reviewOn <= addDays(today, first) ? 'in-30-days' : null
}
