import type { Allowed } from '#app/access/actor.ts'
import { readClosingDays } from '#app/features/working-days/closing-days.server.ts'
import { closingOn } from '#app/features/working-days/working-day-rules.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { closedDays } from './closed-days.server.ts'
import { findCopy } from './copy-run.server.ts'
import { type EditorHead, editorHead } from './editor-page.queries.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'

const USUAL_WEEKS = 26
const MOST_WEEKS = 260

export type CopyPageData = EditorHead & {
  readonly weeks: number
  readonly moved: ReadonlyArray<string>
  readonly dates: ReadonlyArray<{
    readonly id: string
    readonly key: string
    readonly words: string
    readonly isClosed: boolean
    readonly closedFor: string | null
    readonly taken: string | null
    readonly isMoved: boolean
    /** Whether its session can be moved: the first day of a session of which some day is taken or closed. */
    readonly canMove: boolean
  }>
}

/** Reads how many weeks later, and which sessions are to move to the next days that are open and free; what cannot be read is what is usual. */
export function readCopyQuery(search: URLSearchParams): { weeks: number; moved: string[] } {
  const weeks = Number(search.get('weeks') ?? USUAL_WEEKS)
  const isWeeks = Number.isInteger(weeks) && weeks >= 1 && weeks <= MOST_WEEKS
  return { weeks: isWeeks ? weeks : USUAL_WEEKS, moved: search.getAll('moved').slice(0, 200) }
}

/** The page of a copy, with each new date and what is in its way; null for an offer that is not stored or not the actor's to change. */
export function findCopyPage(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  query: { weeks: number; moved: string[] },
  language: Language,
  now: Date,
): CopyPageData | null {
  const draft = readOfferDraft(db, actor, id)
  const dates = draft ? findCopy(db, actor, id, query, closedDays(db), now) : null
  if (!draft || !dates) return null
  const closed = readClosingDays(db)
  return {
    ...editorHead(db, actor, draft, 'copy', language, now),
    ...query,
    dates: dates.map(({ key, date, from, isClosed, taken, isFirst, isMarked }) => ({
      id: `${key}-${date}-${from}`,
      key,
      words: `${formatDate(language, date)}, ${from}`,
      isClosed,
      closedFor: closingOn(closed, date)?.name[language] ?? null,
      taken,
      isMoved: isFirst && query.moved.includes(key),
      canMove: isFirst && (isMarked || query.moved.includes(key)),
    })),
  }
}
