import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import type { SearchEngine } from '../search-engine.ts'
import { searchEmbedded } from './search.server.ts'
import { putDocument, removeDocument } from './write.server.ts'

/** The embedded engine behind the port: SQLite FTS5 in the portal's own file. Verbs write it in their own transaction instead. */
export function embeddedSearch(db: Db): SearchEngine {
  return {
    async search(query) {
      return searchEmbedded(db, query)
    },
    async put(documents) {
      inTransaction(db, (tx) => {
        for (const document of documents) putDocument(tx, document)
      })
    },
    async remove(ids) {
      inTransaction(db, (tx) => {
        for (const id of ids) removeDocument(tx, id)
      })
    },
  }
}
