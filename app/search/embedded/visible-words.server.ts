import type { Db } from '#db/open.server.ts'
import type { Understanding } from '../words/understand.ts'
import type { Columns } from './columns.server.ts'
import { INDEX_FIELDS } from './lookups.ts'
import type { VisibilityAt } from './moment.server.ts'
import { documentsMatching } from './postings.server.ts'

/**
 * Those of these words that stand in something that may be seen now. The index also holds what is still to come or has been withdrawn: such
 * a word must not be told to a reader as "you may have meant".
 */
export function visibleWords(
  db: Db,
  columns: Columns,
  { visible }: VisibilityAt,
  words: ReadonlyArray<string>,
): string[] {
  const isSeen = (word: string) =>
    INDEX_FIELDS.some(({ table }) =>
      documentsMatching(db, columns.seq, table, `"${word}"`).some((id) => visible[id] === 1),
    )
  return words.filter(isSeen)
}

/** The mended query, when every word it was mended to may be told; else nothing. */
export function visibleCorrection(
  db: Db,
  columns: Columns,
  moment: VisibilityAt,
  { corrected, meant }: Understanding,
): string | null {
  return corrected !== null && visibleWords(db, columns, moment, meant).length === meant.length ? corrected : null
}
