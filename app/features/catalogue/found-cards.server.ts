import type { Language } from '#app/i18n/languages.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { findCards } from './cards/find-cards.server.ts'
import type { Card } from './cards.server.ts'
import type { OfferFilter } from './catalogue-filters.server.ts'
import { kindsOn } from './enabled-kinds.server.ts'

/** The first results of a search as cards, without marks, and how many there are. */
export async function findCardsOf(
  db: Db,
  search: SearchEngine,
  language: Language,
  { q, choices }: Pick<OfferFilter, 'q' | 'choices'>,
  most: number,
  now: Date,
): Promise<{ total: number; cards: Card[] }> {
  const facets = { ...choices, kind: choices.kind ?? (kindsOn() as ReadonlyArray<string>) }
  const { ids, total } = await search.search({
    q,
    facets,
    sort: 'best',
    page: 1,
    pageSize: most,
    now: Number(now),
    count: [],
    language,
  })
  return { total, cards: findCards(db, ids, language, Number(now)) }
}
