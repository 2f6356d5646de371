import type { Allowed } from '#app/access/actor.ts'
import { isVisible } from '#app/features/catalogue/offer-rules.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import type { Db } from '#db/open.server.ts'
import { type CheckPageData, findCheckPage } from './check-page.queries.server.ts'
import { closedDays } from './closed-days.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'

/** The page before publishing, and where a visitor sees the offer now; null when it is not there or not the actor's to change. */
export function findCheck(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): { page: CheckPageData; offerHref: string | null } | null {
  const draft = readOfferDraft(db, actor, id)
  if (!draft) return null
  const offerHref =
    draft.offer && isVisible(draft.offer, Number(now)) ? paths.offer(language, draft.offer.slug[language]) : null
  return { page: findCheckPage(db, actor, draft, language, now, closedDays(db)), offerHref }
}
