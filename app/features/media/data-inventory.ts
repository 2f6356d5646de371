import { OF_THE_PORTAL, PUBLISHED } from '#app/platform/inventory/facts.ts'
import { type Line, tableLines } from '#app/platform/inventory/line.ts'

/** What was given for an offer, without who gave it. The files go a day after no offer and no draft names them any more. */
export const MEDIA_LINES: ReadonlyArray<Line> = tableLines(
  'koers',
  'media_files',
  { ...PUBLISHED, level: 'internal', seenBy: ['publisher'] },
  'name offer_id place state problem file bytes added_at',
  { bytes: { seenBy: OF_THE_PORTAL.seenBy } },
)
