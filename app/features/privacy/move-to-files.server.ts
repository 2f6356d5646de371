import { asSystem } from '#app/access/actor.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { addDataKeyRow, type DataKeyRow, dataKeyRows } from '#app/platform/crypto/data-keys.server.ts'
import type { Keyring } from '#app/platform/crypto/keyring.server.ts'
import { type SealProblem, wouldOpen } from '#app/platform/crypto/seal.server.ts'
import { log } from '#app/platform/log.server.ts'
import { readFact, writeFact } from '#app/platform/portal/facts.server.ts'
import { emptyJournal } from '#db/confidential/open.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { inDataKeysTransaction, inTransaction } from '#db/transaction.server.ts'
import { ACCESS_NEEDS, arrangementPlace } from './access-needs-rules.ts'

/** A text as it stood in the main file. Its dossier keeps the id it had there, which its seal is bound to: that of its person. */
type OldText = { readonly personId: string; readonly arrangement: Sealed; readonly updatedAt: number }
export type MovedTexts = { keys: number; texts: number } & Record<SealProblem, number>

/** Kept in the main file from the moment its rows are gone until its journal is empty. */
const JOURNAL = 'confidences.journal'
const OLD_KEYS = `SELECT id, dossier_type AS dossierType, dossier_id AS dossierId, wrapped, wrapped_by AS wrappedBy,
  created_at AS createdAt FROM data_keys ORDER BY id`
const OLD_TEXTS =
  'SELECT person_id AS personId, arrangement, updated_at AS updatedAt FROM access_needs ORDER BY person_id'
const ADD_DOSSIER = 'INSERT OR IGNORE INTO dossiers (id, type, subject_id, created_at) VALUES (?, ?, ?, ?)'
const ADD_TEXT = 'INSERT OR IGNORE INTO access_needs (dossier_id, arrangement, updated_at) VALUES (?, ?, ?)'
const NEW_TEXT = 'SELECT arrangement FROM access_needs WHERE dossier_id = ?'

/** Copies the keys first: no text is ever without its key. Those that are there stay as they are. */
function copyKeys({ dataKeys }: PortalFiles, old: ReadonlyArray<DataKeyRow>): void {
  inDataKeysTransaction(dataKeys, () => {
    const there = new Set(dataKeyRows(dataKeys).map(({ id }) => id))
    for (const row of old) if (!there.has(row.id)) addDataKeyRow(dataKeys, row)
  })
}

function copyTexts({ confidential }: PortalFiles, old: ReadonlyArray<OldText>): void {
  inConfidentialTransaction(confidential, (tx) => {
    for (const { personId, arrangement, updatedAt } of old) {
      prepared(tx, ADD_DOSSIER).run(personId, ACCESS_NEEDS, personId, updatedAt)
      prepared(tx, ADD_TEXT).run(personId, arrangement, updatedAt)
    }
  })
}

/** Reads back what was copied and tries to open it: what cannot be read for want of a key moves as it is. Throws when a byte is another. */
function verifyCopies(
  files: PortalFiles,
  keyring: Keyring,
  { keys, texts }: { keys: ReadonlyArray<DataKeyRow>; texts: ReadonlyArray<OldText> },
): MovedTexts {
  const moved: MovedTexts = { keys: keys.length, texts: texts.length, locked: 0, damaged: 0 }
  const copies = new Map(dataKeyRows(files.dataKeys).map((row) => [row.id, row]))
  const isWhole = keys.every(({ id, wrapped }) => copies.get(id)?.wrapped.equals(wrapped))
  if (!isWhole) throw new Error('a data key was not copied as it is; nothing was deleted')
  const operator = asSystem('operator', 'keys.manage')
  for (const { personId, arrangement, updatedAt } of texts) {
    const copy = prepared(files.confidential, NEW_TEXT).pluck().get(personId)
    if (!Buffer.isBuffer(copy) || !copy.equals(arrangement))
      throw new Error('a confidential text was not copied as it is; nothing was deleted')
    const place = arrangementPlace({ id: personId, subjectId: personId }, updatedAt)
    const state = wouldOpen(files.dataKeys, keyring, operator, place, copy as Sealed)
    if (state !== 'open') moved[state]++
  }
  return moved
}

/** Deletes what was copied, row by row, so that nothing goes that came in meanwhile; notes that the journal still holds it. */
function deleteOld({ db }: PortalFiles, keys: ReadonlyArray<DataKeyRow>, texts: ReadonlyArray<OldText>): void {
  inTransaction(db, (tx) => {
    const text = prepared(tx, 'DELETE FROM access_needs WHERE person_id = ? AND arrangement = ?')
    const key = prepared(tx, 'DELETE FROM data_keys WHERE id = ? AND wrapped = ?')
    for (const { personId, arrangement } of texts) text.run(personId, arrangement)
    for (const { id, wrapped } of keys) key.run(id, wrapped)
    writeFact(tx, JOURNAL, 'to-empty')
  })
}

/** Empties the journal of the main file once what moved is gone from it. False while somebody else reads or writes: tried again later. */
export function emptyJournalOfMoved({ db }: Pick<PortalFiles, 'db'>): boolean {
  if (readFact(db, JOURNAL) !== 'to-empty') return true
  if (!emptyJournal(db)) return false
  inTransaction(db, (tx) => writeFact(tx, JOURNAL, 'empty'))
  return true
}

/**
 * Moves what is confidential out of the main file, where it stood before it had files of its own: keys and then texts are copied, read
 * back and tried, and only then deleted in the main file, whose journal is emptied. Killed at any point it goes on at the next start.
 */
export function moveToFiles(files: PortalFiles, keyring: Keyring): MovedTexts {
  const keys = prepared(files.db, OLD_KEYS).all() as DataKeyRow[]
  const texts = prepared(files.db, OLD_TEXTS).all() as OldText[]
  if (keys.length + texts.length === 0) {
    emptyJournalOfMoved(files)
    return { keys: 0, texts: 0, locked: 0, damaged: 0 }
  }
  copyKeys(files, keys)
  copyTexts(files, texts)
  const moved = verifyCopies(files, keyring, { keys, texts })
  deleteOld(files, keys, texts)
  emptyJournalOfMoved(files)
  for (const kind of ['locked', 'damaged'] as const)
    if (moved[kind] > 0)
      log('warn', 'confidential texts moved as they are and cannot be read', { kind, count: moved[kind] })
  return moved
}
