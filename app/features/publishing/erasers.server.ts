import { lt } from 'drizzle-orm'
import { momentOf } from '#app/i18n/zoned-time.ts'
import { firstDayKept } from '#app/platform/duration.ts'
import type { Eraser } from '#app/platform/eraser.ts'
import { offerDiscards, offerDrafts } from '#db/schema/publishing.ts'
import { deletePastEditors } from './editors.server.ts'

/** Drafts of offers that nobody went on with; their fields and texts go with them. */
const offerDraftEraser: Eraser = {
  tables: ['koers.offer_drafts', 'koers.offer_draft_fields', 'koers.offer_draft_texts'],
  erase: ({ db, now, keep }) =>
    db
      .delete(offerDrafts)
      .where(lt(offerDrafts.updatedAt, momentOf(firstDayKept(keep, now), '00:00')))
      .run().changes,
}

/** What was thrown away of drafts and nobody took back. */
const discardEraser: Eraser = {
  tables: ['koers.offer_discards'],
  erase: ({ db, now, keep }) =>
    db
      .delete(offerDiscards)
      .where(lt(offerDiscards.discardedAt, momentOf(firstDayKept(keep, now), '00:00')))
      .run().changes,
}

/** Who was in an editor. */
const editorEraser: Eraser = {
  tables: ['koers.offer_editors'],
  erase: ({ db, now, keep }) => deletePastEditors(db, momentOf(firstDayKept(keep, now), '00:00')),
}

export const PUBLISHING_ERASERS: ReadonlyArray<Eraser> = [offerDraftEraser, discardEraser, editorEraser]
