import type { Allowed } from '#app/access/actor.ts'
import { type ShownPicture, shownPicture } from '#app/features/catalogue/offer-media.ts'
import { findMediaOf } from '#app/features/media/find-media.server.ts'
import type { MediaPlace } from '#app/features/media/vocabulary.ts'
import { formatNumber } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { closedDays } from './closed-days.server.ts'
import { type DraftMedia, mediaOfFields } from './draft-media.ts'
import { type EditorHead, editorHead } from './editor-page.queries.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { type OfferChecksView, viewOfferChecks } from './view-checks.server.ts'

export type UnusedMedia = { readonly name: string; readonly place: MediaPlace; readonly size: string }
export type MediaPageData = {
  readonly head: EditorHead
  readonly media: DraftMedia
  readonly marks: { readonly picture: string; readonly film: string }
  readonly picture: ShownPicture | null
  /** Files given for this offer that nothing names yet. */
  readonly unused: ReadonlyArray<UnusedMedia>
  readonly checks: OfferChecksView
}

const MB = 1_000_000

/** What the page of picture and film of an offer shows; null when the offer is not there or not the actor's to change. */
export function findMediaPage(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): MediaPageData | null {
  const draft = readOfferDraft(db, actor, id)
  if (!draft) return null
  const media = mediaOfFields(draft.fields)
  const used = JSON.stringify([media, draft.offer?.picture, draft.offer?.film])
  return {
    head: editorHead(db, actor, draft, 'media', language, now),
    media,
    marks: { picture: markOf(draft.fields.get('picture')), film: markOf(draft.fields.get('film')) },
    picture: media.picture.file === null ? null : shownPicture(media.picture.file),
    unused: findMediaOf(db, id)
      .filter(({ name, state }) => state === 'ready' && !used.includes(name))
      .map(({ name, place, bytes }) => ({
        name,
        place,
        size: `${formatNumber(language, Math.max(0.1, Math.round((bytes / MB) * 10) / 10))} MB`,
      })),
    checks: viewOfferChecks(db, actor, draft, language, now, closedDays(db)),
  }
}
