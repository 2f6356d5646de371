import { oncePerDatabase } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { embeddedSearch } from './embedded/search.server.ts'
import { type BreakerState, type MeilisearchEngine, meilisearchEngine } from './meilisearch/engine.server.ts'
import { meiliOptions } from './meilisearch/options.server.ts'
import type { SearchEngine } from './search-engine.ts'

function onServer(db: Db): MeilisearchEngine | null {
  const options = meiliOptions()
  return options ? meilisearchEngine({ db, options, fallback: embeddedSearch(db) }) : null
}

/** The engine of this portal: the embedded one, or Meilisearch with the embedded one behind it when MEILI_URL is set. */
export function chooseSearchEngine(db: Db): SearchEngine {
  return oncePerDatabase(db, onServer) ?? oncePerDatabase(db, embeddedSearch)
}

/** Who answers searches now: the engine of the settings, and for a search server whether it is asked (`ok`) or why not. */
export function searchState(db: Db): {
  engine: 'embedded' | 'meilisearch'
  state: 'ok' | Exclude<BreakerState, 'closed'>
} {
  const server = oncePerDatabase(db, onServer)
  if (!server) return { engine: 'embedded', state: 'ok' }
  const state = server.state()
  return { engine: 'meilisearch', state: state === 'closed' ? 'ok' : state }
}
