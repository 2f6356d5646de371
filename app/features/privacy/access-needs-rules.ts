import type { Place, SealProblem } from '#app/platform/crypto/seal.server.ts'
import type { VersionedColumn, VersionedText } from '#app/platform/crypto/version-chain.ts'

/** The most characters the arrangement may have; the form says it to the browser, the verb checks it. */
export const LONGEST_ARRANGEMENT = 1_000

/** Why it was not kept, or could not be read: nothing typed, too long, no keys here, changed by somebody, or the database was busy. */
export type AccessNeedsProblem = 'empty' | 'too-long' | 'busy' | SealProblem

/** As the log names the record, and what its key belongs to. */
export const ACCESS_NEEDS = 'access-needs'

/** The one text of a dossier of access needs. Only what holds now is kept; its key is that of the dossier. */
export const ARRANGEMENT: VersionedColumn = {
  table: 'access_needs',
  column: 'arrangement',
  textColumn: 'dossier_id',
  savedAtColumn: 'updated_at',
  keeps: 'current',
  key: 'dossier',
}

/** The arrangement of a dossier, to save and to open. */
export function arrangementOf({ id, subjectId }: { id: string; subjectId: string }): VersionedText<'access-needs'> {
  return { of: ARRANGEMENT, id, record: { type: ACCESS_NEEDS, id }, subjectId }
}

/** Where the arrangement of a dossier stood before there were versions, as of its last change. */
export function arrangementPlace(dossier: { id: string; subjectId: string }, updatedAt: number): Place {
  return {
    table: 'access_needs',
    column: 'arrangement',
    row: dossier.id,
    subject: dossier.subjectId,
    version: updatedAt,
    dossier: { type: ACCESS_NEEDS, id: dossier.id },
  }
}
