import type { Place, SealProblem } from '#app/platform/crypto/seal.server.ts'

/** The most characters the arrangement may have; the form says it to the browser, the verb checks it. */
export const LONGEST_ARRANGEMENT = 1_000

/** Why it was not kept, or could not be read: nothing typed, too long, no keys here, changed by somebody, or the database was busy. */
export type AccessNeedsProblem = 'empty' | 'too-long' | 'busy' | SealProblem

/** As the audit log names the record, and what its key belongs to. */
export const ACCESS_NEEDS = 'access-needs'

/** Where the arrangement of a dossier stands, as of its last change. */
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
