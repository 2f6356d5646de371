import { type Language, textIn } from '#app/i18n/languages.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import { unknownParameters } from './cards/catalogue-query.ts'
import { wordsFor } from './cards/labels.server.ts'
import { kindLabel } from './cards.server.ts'
import { kindsOn } from './enabled-kinds.server.ts'
import { isVisible } from './offer-rules.ts'
import { readOffers } from './offer-store.server.ts'

export type Suggestion = {
  slug: string
  title: string
  language?: Language
  icon: string
  colour: string
  kind: string
}

const MOST = 6

/** The offers that fit best while somebody is still typing. */
export async function suggest(
  db: Db,
  search: SearchEngine,
  language: Language,
  typed: string,
  now: Date,
): Promise<Suggestion[]> {
  const q = visibleText(typed).trim().slice(0, 100)
  if (q.length < 2) return []
  const { ids } = await search.search({
    q,
    facets: { kind: kindsOn() },
    sort: 'best',
    page: 1,
    pageSize: MOST,
    now: Number(now),
    count: [],
  })
  const words = wordsFor(language, Number(now))
  return readOffers(db, ids)
    .filter((offer) => isVisible(offer, Number(now)))
    .map((offer) => {
      const title = textIn(offer.title, language)
      const { label, icon, colour } = kindLabel(offer, words)
      const other = unknownParameters(title.language, language)
      return {
        slug: offer.slug[language],
        title: title.text,
        ...(other ? { language: other } : {}),
        icon,
        colour,
        kind: label,
      }
    })
}
