import { settings } from '#app/platform/env.server.ts'
import type { MeiliOptions } from './client.server.ts'

/** Where the search server is, by the settings; null when there is none. */
export function meiliOptions(): MeiliOptions | null {
  const { MEILI_URL, MEILI_KEY, MEILI_SEARCH_KEY, MEILI_INDEX } = settings()
  return MEILI_URL ? { url: MEILI_URL, key: MEILI_KEY, searchKey: MEILI_SEARCH_KEY, index: MEILI_INDEX } : null
}
