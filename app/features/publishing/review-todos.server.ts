import { and, asc, eq, inArray, lte, or } from 'drizzle-orm'
import { type Actor, allow, may } from '#app/access/actor.ts'
import { inScopeSql, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { type Language, textIn } from '#app/i18n/languages.ts'
import { addDays, dayOf, momentOf } from '#app/i18n/zoned-time.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { REMIND_DAYS, reviewAskOf } from './review-rules.ts'

/** The offers in somebody's scope that ask for a look: 30 and 7 days before their review date, and when it has passed. */
export function findReviewAsks(db: Db, actor: Actor, now: Date) {
  const today = dayOf(now)
  const [first] = REMIND_DAYS
  return db
    .select({ id: offers.id, nl: offers.titleNl, en: offers.titleEn, state: offers.state, reviewOn: offers.reviewOn })
    .from(offers)
    .where(
      and(
        inArray(offers.state, ['published', 'hidden']),
        or(lte(offers.reviewOn, addDays(today, first)), eq(offers.state, 'hidden')),
        inScopeSql(scopeOf(db, actor)),
      ),
    )
    .orderBy(asc(offers.reviewOn), asc(offers.id))
    .all()
    .flatMap((row) => {
      const asks = reviewAskOf(row.reviewOn, row.state, today)
      return asks ? [{ id: row.id, title: { nl: row.nl, en: row.en }, reviewOn: row.reviewOn, asks }] : []
    })
}

const MOST = 50

/** What waits for a publisher about review dates: in the last week, and once the day has passed. */
export function reviewTodos(db: Db, actor: Actor, language: Language, now: Date) {
  if (!may(actor, 'publishing.view')) return []
  allow(actor, 'publishing.view')
  const t = textsFor(language)
  return findReviewAsks(db, actor, now)
    .slice(0, MOST)
    .map(({ id, title, reviewOn, asks }) => ({
      id: `review:${id}`,
      kind: 'review' as const,
      title: t(`hr:review.${asks}`, { title: textIn(title, language).text }),
      from: null,
      askedAt: momentOf(addDays(reviewOn, asks === 'in-30-days' ? -30 : -7), '00:00'),
      answerBy: reviewOn,
      href: paths.editOffer(language, id, 'review'),
    }))
}
