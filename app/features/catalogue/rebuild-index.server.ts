import { asc } from 'drizzle-orm'
import { nextVersion, readState, writeState } from '#app/search/embedded/state.server.ts'
import { emptyIndex, indexedIds, removeDocument } from '#app/search/embedded/write.server.ts'
import type { Db } from '#db/open.server.ts'
import { offers } from '#db/schema/catalogue.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { readNames } from './catalogue-names.server.ts'
import { indexOffer } from './offer/write-offer.server.ts'

/** How the lines of the index are written. Counted up when that changes, so that the next start writes all of them anew. */
const LAYOUT = '4'

export type Progress = (done: number, total: number) => void

/**
 * Writes the line of every offer anew, in one transaction: readers search the old index until the new one is whole. Others cannot
 * write meanwhile (some seconds for ten thousand offers). Answers with the number of offers.
 */
export function rebuildIndex(db: Db, progress: Progress = () => {}): number {
  return inTransaction(db, (tx) => writeAnew(tx, progress))
}

function writeAnew(tx: Tx, progress: Progress): number {
  const names = readNames(tx)
  const ids = tx
    .select({ id: offers.id })
    .from(offers)
    .orderBy(asc(offers.createdAt), asc(offers.id))
    .all()
    .map((row) => row.id)
  emptyIndex(tx)
  const known = new Set(ids)
  for (const id of indexedIds(tx)) if (!known.has(id)) removeDocument(tx, id)
  for (const [place, id] of ids.entries()) {
    indexOffer(tx, id, names)
    progress(place + 1, ids.length)
  }
  writeState(tx, 'layout', LAYOUT)
  nextVersion(tx, 'words-version')
  return ids.length
}

/** Rebuilds an index that was written in another way; does nothing, in microseconds, when it is as it should be. */
export function ensureIndexLayout(db: Db, progress: Progress = () => {}): void {
  if (readState(db, 'layout') === LAYOUT) return
  // Two processes may start at once: it is looked at again where nobody else can write.
  inTransaction(db, (tx) => {
    if (readState(tx, 'layout') !== LAYOUT) writeAnew(tx, progress)
  })
}
