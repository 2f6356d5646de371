import { prepared } from '#db/prepare.server.ts'
import type { Tx } from '#db/transaction.server.ts'
import { indexedWords } from '../fold.ts'
import type { SearchDocument } from '../search-engine.ts'

/** What filtering, counting and sorting need of a document, as kept beside the words. */
export type StoredColumns = Pick<
  SearchDocument,
  'facets' | 'starts' | 'openUntil' | 'anyTime' | 'visibleFrom' | 'visibleUntil' | 'publishedAt'
> & { titleWords: number }

const NEXT_SEQ = '(SELECT coalesce(max(seq), 0) + 1 FROM search_doc)'

/** Writes one document into the index, inside the transaction that changes what it describes. */
export function putDocument(tx: Tx, document: SearchDocument): void {
  const columns: StoredColumns = {
    facets: document.facets,
    starts: document.starts,
    openUntil: document.openUntil,
    anyTime: document.anyTime,
    visibleFrom: document.visibleFrom,
    visibleUntil: document.visibleUntil,
    publishedAt: document.publishedAt,
    titleWords: Math.max(document.title.nl.split(' ').length, document.title.en.split(' ').length),
  }
  const row = prepared(
    tx,
    `INSERT INTO search_doc (entity, seq, live, columns) VALUES (?, ${NEXT_SEQ}, 1, ?)
     ON CONFLICT (entity) DO UPDATE SET seq = ${NEXT_SEQ}, live = 1, columns = excluded.columns RETURNING id`,
  ).get(document.id, JSON.stringify(columns)) as { id: number }
  prepared(tx, 'DELETE FROM search_fts WHERE rowid = ?').run(row.id)
  prepared(
    tx,
    `INSERT INTO search_fts (rowid, title_nl, title_en, summary_nl, summary_en, labels, body_nl, body_en)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    indexedWords(document.title.nl),
    indexedWords(document.title.en),
    indexedWords(document.summary.nl),
    indexedWords(document.summary.en),
    indexedWords(document.labels.join(' ')),
    indexedWords(document.body.nl),
    indexedWords(document.body.en),
  )
}

/** Takes a document out of the index, in the same way. Its row stays as a mark for other processes. */
export function removeDocument(tx: Tx, id: string): void {
  const row = prepared(
    tx,
    `UPDATE search_doc SET live = 0, seq = ${NEXT_SEQ}, columns = '{}' WHERE entity = ? AND live = 1 RETURNING id`,
  ).get(id) as { id: number } | undefined
  if (row) prepared(tx, 'DELETE FROM search_fts WHERE rowid = ?').run(row.id)
}
