import { oncePerDatabase } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { embeddedSearch } from './embedded/engine.server.ts'
import { meilisearchEngine } from './meilisearch/engine.server.ts'
import { meiliOptions } from './meilisearch/options.server.ts'
import type { SearchEngine } from './search-engine.ts'

function make(db: Db): SearchEngine {
  const embedded = embeddedSearch(db)
  const options = meiliOptions()
  return options ? meilisearchEngine({ db, options, fallback: embedded }) : embedded
}

/** The engine of this portal: the embedded one, or Meilisearch with the embedded one behind it when MEILI_URL is set. */
export function chooseSearchEngine(db: Db): SearchEngine {
  return oncePerDatabase(db, make)
}
