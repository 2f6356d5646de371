import type { Allowed } from '#app/access/actor.ts'
import { toDateParts } from '#app/i18n/date-parts.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import { type DraftChanges, findDraftChanges } from './draft-changes.server.ts'
import { type EditorHead, editorHead } from './editor-page.queries.server.ts'
import type { OfferDraft } from './offer-drafts.server.ts'
import { type OfferChecksView, viewOfferChecks } from './view-checks.server.ts'

type DateBoxes = { day: string; month: string; year: string }

export type CheckPageData = EditorHead & {
  readonly checks: OfferChecksView
  readonly fingerprint: string
  /** What would change by publishing, by the part of the editor. */
  readonly changes: DraftChanges
  /** Own texts that wait for a choice, and fields that the catalogue has otherwise by now. */
  readonly waiting: number
  /** Texts of colleagues that wait for theirs. */
  readonly othersWaiting: number
  /** The days from and until which it is to be shown. */
  readonly from: DateBoxes
  readonly until: DateBoxes
}

function boxes(moment: number | null, isEnd: boolean): DateBoxes {
  return toDateParts(moment === null ? '' : dayOf(isEnd ? moment - 1 : moment))
}

/** The page before publishing: what has to be solved, what could be better, what would change, and when it is to appear. */
export function findCheckPage(
  db: Db,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  language: Language,
  now: Date,
  isClosed: (day: string) => boolean,
): CheckPageData {
  return {
    ...editorHead(db, actor, draft, 'check', language, now),
    checks: viewOfferChecks(db, actor, draft, language, now, isClosed),
    fingerprint: draft.fingerprint,
    changes: findDraftChanges(db, actor, draft, language),
    waiting: draft.waiting.length + draft.moved.length,
    othersWaiting: draft.othersWaiting,
    from: boxes(draft.offer?.publishFrom ?? null, false),
    until: boxes(draft.offer?.publishUntil ?? null, true),
  }
}
