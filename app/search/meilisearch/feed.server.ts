import type { Meilisearch } from 'meilisearch'
import { log } from '#app/platform/log.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { currentKnowledge } from '../embedded/knowledge.server.ts'
import type { SearchDocument } from '../search-engine.ts'
import { type MeiliOptions, taskDone } from './client.server.ts'
import { isSendable, type MeiliDocument, meiliDocument } from './document.ts'
import { markSent, type WaitingChange, waitingChanges } from './state.server.ts'

/** As many documents go to the server at once. */
export const BATCH = 500

/** Reads documents from the source of truth; one that is not returned is not to be found any more. */
export type ReadDocuments = (db: Db, ids: ReadonlyArray<string>) => ReadonlyArray<SearchDocument>

/** What all work on the server needs. `keepLease` is called while waiting and throws when the lease was lost; `signal` ends the work. */
export type Work = {
  db: Db
  client: Meilisearch
  options: MeiliOptions
  readDocuments: ReadDocuments
  keepLease: () => void
  signal?: AbortSignal | undefined
}

/** The server's documents for these rows of the outbox, as the database has them now. */
export function documentsFor({ db, readDocuments }: Work, changes: ReadonlyArray<WaitingChange>): MeiliDocument[] {
  const live = changes.filter((change) => change.live)
  const revisions = new Map(live.map(({ entity, seq }) => [entity, seq]))
  const { lexicon } = currentKnowledge(db)
  return readDocuments(
    db,
    live.map(({ entity }) => entity),
  ).flatMap((document) => {
    const rev = revisions.get(document.id)
    if (rev === undefined) return []
    if (isSendable(document.id)) return [meiliDocument(document, rev, lexicon)]
    log('error', 'an offer has an id that the search server does not take', { code: 'invalid_document_id' })
    return []
  })
}

/**
 * Sends the oldest changes that wait, at most one batch, and marks them when the server has done them; returns how many. Throws when it
 * has not: everything stays in the outbox. After a restart the same batch is simply sent again: the same documents twice are the same
 * index, and a task number kept across restarts would be one thing more that can be wrong.
 */
export async function feedOnce(work: Work): Promise<number> {
  const { db, client, options, keepLease, signal } = work
  const changes = waitingChanges(db, BATCH)
  if (changes.length === 0) return 0
  const documents = documentsFor(work, changes)
  const kept = new Set(documents.map(({ id }) => id))
  const gone = changes.map(({ entity }) => entity).filter((id) => !kept.has(id) && isSendable(id))
  keepLease()
  const index = client.index(options.index)
  const waiting = { signal, onWait: keepLease }
  // The queue of the server keeps the order; both are sent before either is waited for.
  const added = documents.length > 0 ? index.addDocuments(documents, { primaryKey: 'id' }) : null
  const removed = gone.length > 0 ? index.deleteDocuments(gone) : null
  const done = await Promise.allSettled(
    [added, removed].flatMap((enqueued) => (enqueued ? [taskDone(client, enqueued, waiting)] : [])),
  )
  const failed = done.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  inTransaction(db, (tx) => markSent(tx, changes))
  return changes.length
}
