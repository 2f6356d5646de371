import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { nextVersion } from './state.server.ts'

const TABLES = ['search_title', 'search_middle', 'search_body'] as const
const SLICE = 1_000

type Counted = { term: string; documents: number }

function openVocabulary(db: Db): void {
  for (const table of TABLES) {
    db.$client.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.${table}_words USING fts5vocab('main', '${table}', 'row')`)
  }
}

/** In how many documents each of these words stands: the most of the three tables, which is near enough for how rare it is. */
function countSlice(db: Db, terms: ReadonlyArray<string>): Counted[] {
  return terms.map((term) => {
    const counts = TABLES.map((table) =>
      Number(prepared(db, `SELECT doc FROM temp.${table}_words WHERE term = ?`).pluck().get(term) ?? 0),
    )
    return { term, documents: Math.max(...counts) }
  })
}

function writeSlice(tx: Tx, slice: ReadonlyArray<Counted>): void {
  const update = prepared(tx, 'UPDATE search_term SET documents = ? WHERE term = ? AND documents <> ?')
  for (const { term, documents } of slice) {
    update.run(documents, term, documents)
  }
}

/**
 * Forgets the words that stand nowhere, all at once: what is forgotten gives its number out again, so that every process must read all
 * words anew, and that is dear. Each is looked at once more, as an offer may have brought it back since it was counted.
 */
function forgetWords(tx: Tx): void {
  const gone = prepared(tx, 'SELECT term FROM search_term WHERE documents = 0').pluck().all() as string[]
  const forget = prepared(tx, 'DELETE FROM search_term WHERE term = ?')
  for (const { term, documents } of countSlice(tx, gone)) if (documents === 0) forget.run(term)
}

/**
 * Counts anew in how many documents each word stands and forgets words that stand in none; a slice at a time, so that a server can
 * answer in between. Afterwards every process reads the words again. Also merges the index, so that deleted text is gone from the file.
 */
export function* refreshingWords(db: Db): Generator<{ done: number; total: number }> {
  openVocabulary(db)
  const terms = prepared(db, 'SELECT term FROM search_term ORDER BY term').pluck().all() as string[]
  for (let from = 0; from < terms.length; from += SLICE) {
    const slice = terms.slice(from, from + SLICE)
    inTransaction(db, (tx) => writeSlice(tx, countSlice(tx, slice)))
    yield { done: Math.min(terms.length, from + SLICE), total: terms.length }
  }
  for (const table of TABLES) {
    inTransaction(db, (tx) => void prepared(tx, `INSERT INTO ${table} (${table}) VALUES ('optimize')`).run())
    yield { done: terms.length, total: terms.length }
  }
  inTransaction(db, (tx) => {
    forgetWords(tx)
    nextVersion(tx, 'words-version')
  })
}
