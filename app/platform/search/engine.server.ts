import type { Db } from '#db/open.server.ts'
import { embeddedSearch } from './embedded/engine.server.ts'
import type { SearchEngine } from './search-engine.ts'

/** The engine of this portal: the embedded one. */
export function chooseSearchEngine(db: Db): SearchEngine {
  return embeddedSearch(db)
}
