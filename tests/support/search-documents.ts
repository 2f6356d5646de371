import type { SearchDocument } from '#app/search/search-engine.ts'
import { NOW } from './database.ts'

const A_DAY = 86_400_000
/** The last moment there is, in UTC milliseconds. */
const FOREVER = 8_640_000_000_000_000

/** A document of the index that says nothing but what a test says of it; visible since long and for ever. */
export function searchDocument(id: string, parts: Partial<SearchDocument> = {}): SearchDocument {
  return {
    id,
    title: { nl: '', en: '' },
    summary: { nl: '', en: '' },
    body: { nl: '', en: '' },
    labels: [],
    facets: {},
    starts: [],
    openUntil: [],
    anyTime: false,
    visibleFrom: 0,
    visibleUntil: FOREVER,
    publishedAt: Number(NOW) - A_DAY,
    ...parts,
  }
}
