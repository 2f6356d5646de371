import { randomUUID } from 'node:crypto'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { MustBeSync } from '#db/transaction.server.ts'
import type { ConfidentialFiles } from '../crypto/confidential-files.ts'
import { type DataKey, makeDataKey, type SealProblem } from '../crypto/data-keys.server.ts'
import type { Keyring } from '../crypto/keyring.server.ts'
import { done, type Outcome } from '../outcome.ts'
import { eraseMarked } from './erase-dossier.server.ts'

/** Which dossier somebody means: of a type that a person has one of. */
export type WhoseDossier = { readonly type: string; readonly subjectId: string }
/** A dossier that is there. */
export type DossierRow = WhoseDossier & { readonly id: string }

const FIND = `SELECT id, type, subject_id AS subjectId FROM dossiers
  WHERE type = ? AND subject_id = ? AND id NOT IN (SELECT dossier_id FROM erasures)`
const ADD = 'INSERT INTO dossiers (id, type, subject_id, created_at) VALUES (?, ?, ?, ?)'
const ERASING = 'SELECT count(*) FROM erasures WHERE dossier_type = ? AND subject_id = ?'
/** How often another process may have opened or erased the same dossier in between. */
const MOST_TRIES = 5

/** The dossier of this type about this person; nothing when there is none, or when it is being erased. */
export function findDossier(db: ConfidentialDb, { type, subjectId }: WhoseDossier): DossierRow | undefined {
  return prepared(db, FIND).get(type, subjectId) as DossierRow | undefined
}

/** Whether something of such a dossier is still to be erased. */
export function isBeingErased(db: ConfidentialDb, { type, subjectId }: WhoseDossier): boolean {
  return Number(prepared(db, ERASING).pluck().get(type, subjectId)) > 0
}

/**
 * Writes in the dossier of this type about this person; opens one when there is none. Its key is on the disk before the transaction
 * begins, and the dossier is looked up again in it: what was erased meanwhile gets no text that nobody could open.
 */
export function writeInDossier<T>(
  files: ConfidentialFiles,
  keyring: Keyring,
  whose: WhoseDossier,
  now: Date,
  work: (tx: ConfidentialTx, dossier: DossierRow, key: DataKey) => T,
  ..._: MustBeSync<T>
): Outcome<T, SealProblem> {
  const { confidential, dataKeys } = files
  for (let time = 0; time < MOST_TRIES; time++) {
    // One that is being erased would stand in the way of a new one.
    if (isBeingErased(confidential, whose)) eraseMarked(files)
    const dossier = findDossier(confidential, whose) ?? { ...whose, id: randomUUID() }
    const key = makeDataKey(dataKeys, keyring, dossier, now)
    if (!key.ok) return key
    const written = inConfidentialTransaction(confidential, (tx): { value: T } | null => {
      const there = findDossier(tx, whose)
      if (there ? there.id !== dossier.id : isBeingErased(tx, whose)) return null
      if (!there) prepared(tx, ADD).run(dossier.id, dossier.type, dossier.subjectId, Number(now))
      return { value: work(tx, dossier, key.value) }
    })
    if (written) return done(written.value)
  }
  throw new Error('a dossier was opened and erased over and over by another process')
}
