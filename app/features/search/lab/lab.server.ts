import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { storePairs } from '#app/search/embedded/pairs.server.ts'
import { refreshingWords } from '#app/search/embedded/refresh-words.server.ts'
import { replaceGroups } from '#app/search/embedded/synonyms.server.ts'
import { putDocument } from '#app/search/embedded/write.server.ts'
import type { SearchDocument } from '#app/search/search-engine.ts'
import { learnPairs } from '#app/search/words/learn-pairs.ts'
import type { SynonymGroup } from '#app/search/words/synonyms.ts'
import { type Db, openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

export type Loading = {
  /** Instead of the product's list. */
  groups?: ReadonlyArray<SynonymGroup> | undefined
  learn: boolean
  progress: (done: number, total: number) => void
}

const BATCH = 500

/** A database of its own in a folder of its own, gone when `work` has ended. */
export async function inScratchDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-lab-'))
  const db = openDatabase(path.join(folder, 'lab.sqlite'))
  try {
    // Nothing here has to survive a power cut.
    db.$client.exec('PRAGMA synchronous = OFF')
    return await work(db)
  } finally {
    db.$client.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts the documents into the index, counts the words, and learns from what is in two languages. Answers with the number of learned pairs. */
export function loadDocuments(db: Db, documents: ReadonlyArray<SearchDocument>, loading: Loading): number {
  const { groups, learn, progress } = loading
  if (groups) {
    inTransaction(db, (tx) => replaceGroups(tx, groups))
  }
  for (let from = 0; from < documents.length; from += BATCH) {
    inTransaction(db, (tx) => {
      for (const document of documents.slice(from, from + BATCH)) putDocument(tx, document)
    })
    progress(Math.min(documents.length, from + BATCH), documents.length)
  }
  for (const _ of refreshingWords(db)) progress(documents.length, documents.length)
  if (!learn) return 0
  const pairs = learnPairs(documents)
  inTransaction(db, (tx) => storePairs(tx, pairs))
  return pairs.length
}
