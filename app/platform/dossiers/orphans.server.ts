import { prepared } from '#db/prepare.server.ts'
import type { PortalFiles } from '../crypto/confidential-files.ts'
import { dataKeyRows } from '../crypto/data-keys.server.ts'

/** What stands in one file and misses its counterpart in another: no foreign key reaches across files. Dossiers that are being erased are none of it. */
export type Orphans = {
  /** Their texts are locked: the file of data keys is older than the file for confidences, or a key was lost. */
  readonly dossiersWithoutKey: number
  /** The file for confidences is older than that of the keys, or the portal was ended between making a key and its dossier. */
  readonly keysWithoutDossier: number
  readonly dossiersWithoutPerson: number
  readonly relationsWithoutPerson: number
}

const strings = (from: Parameters<typeof prepared>[0], sql: string) => prepared(from, sql).pluck().all() as string[]

/** Counts what misses its counterpart. Changes nothing: which of the files is right, only an operator knows. */
export function countOrphans({ db, confidential, dataKeys }: PortalFiles): Orphans {
  const people = new Set(strings(db, 'SELECT id FROM people'))
  const keys = new Set(dataKeyRows(dataKeys).map(({ dossierId }) => dossierId))
  const dossiers = prepared(
    confidential,
    'SELECT id, subject_id AS subjectId FROM dossiers WHERE id NOT IN (SELECT dossier_id FROM erasures)',
  ).all() as Array<{ id: string; subjectId: string }>
  const known = new Set([
    ...strings(confidential, 'SELECT id FROM dossiers'),
    ...strings(confidential, 'SELECT dossier_id FROM erasures'),
  ])
  const tied = strings(confidential, 'SELECT person_id FROM dossier_relations')
  return {
    dossiersWithoutKey: dossiers.filter(({ id }) => !keys.has(id)).length,
    keysWithoutDossier: [...keys].filter((id) => !known.has(id)).length,
    dossiersWithoutPerson: dossiers.filter(({ subjectId }) => !people.has(subjectId)).length,
    relationsWithoutPerson: tied.filter((id) => !people.has(id)).length,
  }
}
