import type { Db } from '#db/open.server.ts'
import type { SearchEngine } from '../search-engine.ts'
import { searchEmbedded } from './search.server.ts'

/** The embedded engine behind the port: SQLite FTS5 in the portal's own file, written by the verbs in their own transaction. */
export function embeddedSearch(db: Db): SearchEngine {
  return {
    async search(query) {
      return searchEmbedded(db, query)
    },
  }
}
