import type { SearchDocument } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { cachedNames } from './catalogue-names.server.ts'
import { searchDocumentFor } from './offer/search-document.server.ts'
import { readOffers } from './offer-store.server.ts'

/** What a search engine is told of these offers; those that are not published, or not there, are left out. */
export function readSearchDocuments(db: Db, ids: ReadonlyArray<string>): SearchDocument[] {
  const names = cachedNames(db)
  return readOffers(db, ids)
    .filter((offer) => offer.state === 'published')
    .map((offer) => searchDocumentFor(offer, names))
}
