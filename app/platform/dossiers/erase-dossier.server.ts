import { emptyJournal, writeAnew } from '#db/confidential/open.server.ts'
import { type ConfidentialTx, inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import { isBusy } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import type { ConfidentialFiles } from '../crypto/confidential-files.ts'
import { destroyDataKeys } from '../crypto/data-keys.server.ts'
import { pause } from '../jobs/pause.server.ts'

const MARK = `INSERT OR IGNORE INTO erasures (dossier_id, dossier_type, subject_id, marked_at)
  SELECT id, type, subject_id, ? FROM dossiers WHERE id = ?`
const MARKED = 'SELECT dossier_id AS id, dossier_type AS type FROM erasures'
const DELETE = 'DELETE FROM dossiers WHERE id = ?'
const UNMARK = 'DELETE FROM erasures WHERE dossier_id = ? AND dossier_id NOT IN (SELECT id FROM dossiers)'

/** Between two tries to empty the journal. */
const PAUSE_MS = 20

/**
 * Marks a dossier for erasing: from the moment this is on the disk nobody reads it, and it will be erased whatever happens. The first of
 * the steps; no transaction spans the two files, so that only what is marked may be finished later.
 */
export function markForErasing(tx: ConfidentialTx, dossierId: string, now: Date): boolean {
  return prepared(tx, MARK).run(Number(now), dossierId).changes > 0
}

/** Destroys the key of every marked dossier and then takes its rows away; answers which. Begun anew after a kill it does the rest. */
export function eraseMarked({ confidential, dataKeys }: ConfidentialFiles): string[] {
  const marked = prepared(confidential, MARKED).all() as Array<{ id: string; type: string }>
  for (const dossier of marked) {
    destroyDataKeys(dataKeys, dossier)
    inConfidentialTransaction(confidential, (tx) => prepared(tx, DELETE).run(dossier.id).changes)
  }
  return marked.map(({ id }) => id)
}

function unmark({ confidential }: ConfidentialFiles, erased: ReadonlyArray<string>): void {
  inConfidentialTransaction(confidential, (tx) => {
    for (const id of erased) prepared(tx, UNMARK).run(id)
  })
}

/** Beyond this the file is written anew in the worker thread only: some 100 ms. */
const MOST_BYTES_WHILE_SERVING = 16_000_000

function bytesOf({ confidential }: ConfidentialFiles): number {
  const [pages, size] = ['page_count', 'page_size'].map((name) =>
    Number(prepared(confidential, `PRAGMA ${name}`).pluck().get()),
  )
  return (pages ?? 0) * (size ?? 0)
}

/** Writes both files anew and empties the journal: pages that SQLite has joined or moved may hold copies that no deleting reaches. */
function leaveNothing({ confidential, dataKeys }: ConfidentialFiles): boolean {
  try {
    for (const file of [dataKeys, confidential]) writeAnew(file)
    return emptyJournal(confidential)
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  }
}

/**
 * Erases what is marked, once: true when nothing of it is left in any file. Somebody who reads or writes at this moment keeps the
 * journal; the marks then stay, for another time.
 */
export function finishErasing(files: ConfidentialFiles, mostBytes = Number.POSITIVE_INFINITY): boolean {
  const erased = eraseMarked(files)
  if (erased.length === 0) return true
  if (bytesOf(files) > mostBytes || !leaveNothing(files)) return false
  unmark(files, erased)
  return true
}

/** The same, tried again for so long without holding the thread; a large file is left to the job, which does not hold up visitors. */
export async function finishErasingWithin(
  files: ConfidentialFiles,
  patienceMs: number,
  mostBytes = MOST_BYTES_WHILE_SERVING,
): Promise<boolean> {
  const until = performance.now() + patienceMs
  while (!finishErasing(files, mostBytes)) {
    if (performance.now() > until || bytesOf(files) > mostBytes) return false
    await pause(PAUSE_MS)
  }
  return true
}
