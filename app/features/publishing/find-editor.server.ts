import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { closedDays } from './closed-days.server.ts'
import { type EditorPageData, findEditorPage } from './editor-page.queries.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { type OfferChecksView, viewOfferChecks } from './view-checks.server.ts'

/** A page of the editor with the checks beside it; null when the offer is not there or not the actor's to change. */
export function findEditor(
  db: Db,
  actor: Allowed<'offer.save'>,
  at: { id: string; section: string },
  language: Language,
  now: Date,
): { page: EditorPageData; checks: OfferChecksView } | null {
  const page = findEditorPage(db, actor, at, language, now)
  const draft = page ? readOfferDraft(db, actor, at.id) : null
  if (!page || !draft) return null
  return { page, checks: viewOfferChecks(db, actor, draft, language, now, closedDays(db)) }
}
