import type Database from 'better-sqlite3'
import { indexedWords } from '#app/platform/text/fold.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { type Tx, transactionNumber } from '#db/transaction.server.ts'
import type { SearchDocument } from '../search-engine.ts'
import { IN_BODY, IN_DUTCH, IN_ENGLISH, IN_MIDDLE, IN_TITLE } from '../words/lexicon.ts'
import { stemsOf } from '../words/stems.ts'

/** What filtering, counting and sorting need of a document, as kept beside the words. `texts` tells in which languages it has a title. */
export type StoredColumns = Pick<
  SearchDocument,
  'facets' | 'starts' | 'openUntil' | 'anyTime' | 'visibleFrom' | 'visibleUntil' | 'publishedAt'
> & { titleWords: number; texts: number }

const NEXT_SEQ = '(SELECT coalesce(max(seq), 0) + 1 FROM search_doc)'
const NEXT_TERM = '(SELECT coalesce(max(seq), 0) + 1 FROM search_term)'
const TABLES = ['search_title', 'search_middle', 'search_body'] as const
/** A word longer than this is no word that somebody types. */
const LONGEST_WORD = 60

type Fields = { titleNl: string[]; titleEn: string[]; middle: string[]; body: string[] }
type Seen = Map<string, { places: number; languages: number }>

function note(seen: Seen, words: ReadonlyArray<string>, places: number, languages: number): ReadonlyArray<string> {
  for (const word of words) {
    if (word.length > LONGEST_WORD) continue
    const known = seen.get(word)
    if (known) {
      known.places |= places
      known.languages |= languages
    } else seen.set(word, { places, languages })
  }
  return words
}

function fieldsOf({ title, summary, labels, body }: SearchDocument, seen: Seen): Fields {
  const of = (text: string, places: number, languages: number) => [...note(seen, indexedWords(text), places, languages)]
  const both = IN_DUTCH | IN_ENGLISH
  return {
    titleNl: of(title.nl, IN_TITLE, IN_DUTCH),
    titleEn: of(title.en, IN_TITLE, IN_ENGLISH),
    middle: [
      ...of(summary.nl, IN_MIDDLE, IN_DUTCH),
      ...of(summary.en, IN_MIDDLE, IN_ENGLISH),
      ...of(labels.join(' · '), IN_MIDDLE, both),
    ],
    body: [...of(body.nl, IN_BODY, IN_DUTCH), ...of(body.en, IN_BODY, IN_ENGLISH)],
  }
}

type KnownTerm = { term: string; places: number; languages: number }

/** The words that this transaction has met already: an import writes the same ones thousands of times. */
const met = new WeakMap<Database.Database, { transaction: number; terms: Map<string, KnownTerm> }>()

function metIn(tx: Tx): Map<string, KnownTerm> {
  const before = met.get(tx.$client)
  if (before?.transaction === transactionNumber()) return before.terms
  const terms = new Map<string, KnownTerm>()
  met.set(tx.$client, { transaction: transactionNumber(), terms })
  return terms
}

function readTerms(tx: Tx, words: ReadonlyArray<string>): KnownTerm[] {
  if (words.length === 0) return []
  return prepared(
    tx,
    'SELECT term, places, languages FROM search_term WHERE term IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(words)) as KnownTerm[]
}

/** Adds the words that the vocabulary does not have yet, or not in these places; for all others it costs one question. */
function writeTerms(tx: Tx, seen: Seen): void {
  const known = metIn(tx)
  const unmet = [...seen.keys()].filter((word) => !known.has(word))
  for (const row of readTerms(tx, unmet)) known.set(row.term, row)
  const insert = prepared(
    tx,
    `INSERT INTO search_term (places, languages, term, documents, nl, en, family, seq)
     VALUES (?, ?, ?, 1, ?, ?, ?, ${NEXT_TERM})`,
  )
  const update = prepared(tx, `UPDATE search_term SET places = ?, languages = ?, seq = ${NEXT_TERM} WHERE term = ?`)
  for (const [word, { places, languages }] of seen) {
    const row = known.get(word)
    const all = { places: places | (row?.places ?? 0), languages: languages | (row?.languages ?? 0) }
    if (row && row.places === all.places && row.languages === all.languages) continue
    if (row) update.run(all.places, all.languages, word)
    else {
      const { nl, en, family } = stemsOf(word)
      insert.run(all.places, all.languages, word, nl, en, family)
    }
    known.set(word, { term: word, ...all })
  }
}

function takeOut(tx: Tx, row: number): void {
  for (const table of TABLES) prepared(tx, `DELETE FROM ${table} WHERE rowid = ?`).run(row)
}

function wordsOfTitle({ nl, en }: SearchDocument['title']): number {
  const lengths = [nl, en].filter(Boolean).map((text) => text.trim().split(/\s+/).length)
  return lengths.length > 0 ? Math.min(...lengths) : 0
}

/**
 * Writes the row of a document and takes its old words out; answers with its number. In plain statements on purpose: an upsert opens a
 * savepoint, at which FTS5 writes out all it has pending, and ten thousand documents would take three times as long (measured).
 */
function writeRow(tx: Tx, entity: string, columns: StoredColumns): number {
  const known = prepared(tx, 'SELECT id FROM search_doc WHERE entity = ?').pluck().get(entity) as number | undefined
  if (known === undefined) {
    const insert = prepared(tx, `INSERT INTO search_doc (entity, seq, live, columns) VALUES (?, ${NEXT_SEQ}, 1, ?)`)
    return Number(insert.run(entity, JSON.stringify(columns)).lastInsertRowid)
  }
  takeOut(tx, known)
  prepared(tx, `UPDATE search_doc SET seq = ${NEXT_SEQ}, live = 1, columns = ? WHERE id = ?`).run(
    JSON.stringify(columns),
    known,
  )
  return known
}

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
    titleWords: wordsOfTitle(document.title),
    texts: (document.title.nl ? IN_DUTCH : 0) | (document.title.en ? IN_ENGLISH : 0),
  }
  const id = writeRow(tx, document.id, columns)
  const seen: Seen = new Map()
  const fields = fieldsOf(document, seen)
  prepared(tx, 'INSERT INTO search_title (rowid, nl, en) VALUES (?, ?, ?)').run(
    id,
    fields.titleNl.join(' '),
    fields.titleEn.join(' '),
  )
  prepared(tx, 'INSERT INTO search_middle (rowid, words) VALUES (?, ?)').run(id, fields.middle.join(' '))
  prepared(tx, 'INSERT INTO search_body (rowid, words) VALUES (?, ?)').run(id, fields.body.join(' '))
  writeTerms(tx, seen)
}

/** Takes a document out of the index, in the same way. Its row stays as a mark for other processes and for the outbox. */
export function removeDocument(tx: Tx, id: string): void {
  const row = prepared(
    tx,
    `UPDATE search_doc SET live = 0, seq = ${NEXT_SEQ}, columns = '{}' WHERE entity = ? AND live = 1 RETURNING id`,
  ).get(id) as { id: number } | undefined
  if (row) takeOut(tx, row.id)
}

/** Empties the words of the index, for writing all lines anew. The rows of documents stay, so that what was sent elsewhere stays known. */
export function emptyIndex(tx: Tx): void {
  for (const table of TABLES) prepared(tx, `INSERT INTO ${table} (${table}) VALUES ('delete-all')`).run()
  prepared(tx, 'DELETE FROM search_term').run()
}

/** The ids of all documents that can be found. */
export function indexedIds(db: Db): string[] {
  return prepared(db, 'SELECT entity FROM search_doc WHERE live = 1 ORDER BY id').pluck().all() as string[]
}
