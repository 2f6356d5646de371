import { formatMoment } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { UNDO_MS } from '../roles/merge-rules.ts'

/** A record that was merged into another: what it was called, when, by whom, and whether that can still be taken back. */
export type MergeLine = { id: string; name: string; moment: string; by: string | null; canUndo: boolean }

type Row = { id: string; name: string; mergedAt: number; by: string | null; isDirect: number }

// Only what was merged straight into this record is taken back here: what came along with it goes with it.
const MERGES = `SELECT alias_id AS id, people.name, merged_at AS mergedAt, doer.name AS by, into_id = person_aliases.person_id AS isDirect
  FROM person_aliases JOIN people ON people.id = alias_id LEFT JOIN people AS doer ON doer.id = merged_by
  WHERE person_aliases.person_id = ? ORDER BY merged_at DESC, alias_id`

/** The records that stand for this person since they were merged, the last one first. */
export function mergeLines(db: Db, personId: string, language: Language, now: Date): MergeLine[] {
  return (prepared(db, MERGES).all(personId) as Row[]).map(({ id, name, mergedAt, by, isDirect }) => ({
    id,
    name,
    moment: formatMoment(language, mergedAt),
    by,
    canUndo: isDirect === 1 && Number(now) - mergedAt < UNDO_MS,
  }))
}
