import type { Allowed } from '#app/access/actor.ts'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import { type OfferPageData, offerPageOf } from '#app/features/catalogue/offer.queries.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { closedDays } from './closed-days.server.ts'
import { type EditorHead, editorHead } from './editor-page.queries.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { previewOffer } from './preview-offer.server.ts'
import { type OfferChecksView, viewOfferChecks } from './view-checks.server.ts'

/** An offer as a visitor would see it; without a page when something that every offer has is missing: the checks say what. */
export function findPreview(
  db: Db,
  search: SearchEngine,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): { head: EditorHead; offer: Omit<OfferPageData, 'jsonLd'> | null; checks: OfferChecksView } | null {
  const draft = readOfferDraft(db, actor, id)
  if (!draft) return null
  const offer = previewOffer(draft, [...cachedNames(db).units.keys()][0] ?? '', now)
  const page = offer ? offerPageOf({ db, search, language, now: Number(now) }, offer) : null
  if (page) delete page.jsonLd
  return {
    head: editorHead(db, actor, draft, 'preview', language, now),
    offer: page,
    checks: viewOfferChecks(db, actor, draft, language, now, closedDays(db)),
  }
}
