import { z } from 'zod'
import type { Allowed } from '#app/access/actor.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { SentBy } from '#app/platform/http/form/define-form.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import type { bulkForm } from './bulk-form.server.ts'
import { type ChangedOffers, setOwner, setReviewDate } from './change-offers.server.ts'
import { closedDays } from './closed-days.server.ts'
import { copyAsNewRun } from './copy-run.server.ts'
import { dayOfValues } from './offer-fields.ts'

type BulkProblem = 'wrong-day' | 'in-the-past' | 'no-unit' | 'no-email' | 'wrong-weeks'

const MOST_WEEKS = 260

function copyAll(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  ids: ReadonlyArray<string>,
  weeks: number,
  now: Date,
): ChangedOffers {
  const isClosed = closedDays(tx)
  const gone = ids.filter((id) => !copyAsNewRun(tx, actor, id, { weeks, moved: [] }, isClosed, now).ok)
  return { changed: ids.length - gone.length, refused: gone }
}

/** Carries out what was chosen for several offers of the list: all in one transaction, each by its own rules. */
export function changeAtOnce(
  db: Db,
  actor: Allowed<'offer.save'>,
  sent: SentBy<typeof bulkForm>,
  now: Date,
): Outcome<ChangedOffers, BulkProblem> {
  const email = sent.email.trim()
  const weeks = Number(sent.weeks.trim())
  const day = dayOfValues([sent['review.day'], sent['review.month'], sent['review.year']])
  if (sent.act === 'owner') {
    if (sent.unit === '') return refused('no-unit')
    if (!z.email().safeParse(email).success) return refused('no-email')
    return inTransaction(db, (tx) => done(setOwner(tx, actor, sent.id, { unit: sent.unit, email }, now)))
  }
  if (sent.act === 'copy') {
    if (!Number.isInteger(weeks) || weeks < 1 || weeks > MOST_WEEKS) return refused('wrong-weeks')
    return inTransaction(db, (tx) => done(copyAll(tx, actor, [...new Set(sent.id)], weeks, now)))
  }
  const moment = new Date(`${day}T12:00:00Z`)
  if (day === '' || Number.isNaN(Number(moment)) || !moment.toISOString().startsWith(day)) return refused('wrong-day')
  if (day < dayOf(now)) return refused('in-the-past')
  return inTransaction(db, (tx) => done(setReviewDate(tx, actor, sent.id, day, now)))
}
