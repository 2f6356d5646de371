import type { Allowed } from '#app/access/actor.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { SentBy } from '#app/platform/http/form/define-form.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { bulkForm } from './bulk-form.server.ts'
import { type ChangedOffers, setOwner, setReviewDate } from './change-offers.server.ts'
import { closedDays } from './closed-days.server.ts'
import { copyAsNewRun } from './copy-run.server.ts'
import { dayOfValues } from './offer-fields.ts'

/** Carries out what was chosen for several offers of the list: all in one transaction, each by its own rules. */
export function changeAtOnce(
  db: Db,
  actor: Allowed<'offer.save'>,
  sent: SentBy<typeof bulkForm>,
  now: Date,
): Outcome<ChangedOffers, 'wrong-day' | 'in-the-past'> {
  return inTransaction(db, (tx): Outcome<ChangedOffers, 'wrong-day' | 'in-the-past'> => {
    if (sent.intent === 'owner') return done(setOwner(tx, actor, sent.id, { unit: sent.unit, email: sent.email }, now))
    if (sent.intent === 'copy') {
      const isClosed = closedDays(tx)
      const copied = sent.id.map((id) => copyAsNewRun(tx, actor, id, { weeks: sent.weeks, moved: [] }, isClosed, now))
      const gone = sent.id.filter((_, place) => !copied[place]?.ok)
      return done({ changed: copied.length - gone.length, refused: gone })
    }
    const day = dayOfValues([sent['review.day'], sent['review.month'], sent['review.year']])
    const moment = new Date(`${day}T12:00:00Z`)
    if (Number.isNaN(Number(moment)) || !moment.toISOString().startsWith(day) || day === '') return refused('wrong-day')
    if (day < dayOf(now)) return refused('in-the-past')
    return done(setReviewDate(tx, actor, sent.id, day, now))
  })
}
