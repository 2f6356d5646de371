import type { Language } from '#app/i18n/languages.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { findCards } from './cards/find-cards.server.ts'
import type { Card } from './cards.server.ts'
import { kindIsOn } from './enabled-kinds.server.ts'

const MOST = 60

/** All stories, newest first. */
export async function findStories(db: Db, search: SearchEngine, language: Language, now: Date): Promise<Card[]> {
  if (!kindIsOn('story')) return []
  const at = Number(now)
  const { ids } = await search.search({
    q: '',
    facets: { kind: ['story'] },
    sort: 'newest',
    page: 1,
    pageSize: MOST,
    now: at,
    count: [],
  })
  return findCards(db, ids, language, at)
}
