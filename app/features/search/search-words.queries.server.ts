import type { Allowed } from '#app/access/actor.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import { words } from '#app/platform/text/fold.ts'
import { groupsInForce, productGroups } from '#app/search/embedded/knowledge.server.ts'
import { countMisses, frequentMisses } from '#app/search/embedded/misses.server.ts'
import { isSameGroup, type SynonymGroup } from '#app/search/words/synonyms.ts'
import type { Db } from '#db/open.server.ts'
import { mayChangeSearchWords } from './change-words.server.ts'

const A_PAGE = 50
const MOST_MISSES = 50

export type WordGroup = { readonly sides: ReadonlyArray<string>; readonly isOfProduct: boolean }
export type SearchWordsData = {
  mayChange: boolean
  /** What was looked for among the groups. */
  word: string
  groups: WordGroup[]
  found: number
  page: number
  pages: number
  /** Groups of Koers that were taken out here. */
  takenOut: WordGroup[]
  misses: Array<{ words: string; language: Language; times: number; day: string }>
  /** What the form to add begins with. */
  begin: string
}

function holds(group: SynonymGroup, word: string): boolean {
  return group.some((side) => words(side).join(' ').includes(word))
}

/** The words that mean the same for the search, a page of them, and what people searched for without finding anything. */
export function findSearchWords(
  db: Db,
  actor: Allowed<'search-words.view'>,
  search: URLSearchParams,
  language: Language,
  now: Date,
): SearchWordsData {
  const word = (search.get('word') ?? '').slice(0, 80)
  const key = words(word).join(' ')
  const product = productGroups()
  const inForce = groupsInForce(db)
  const isOfProduct = (group: SynonymGroup) => product.some((other) => isSameGroup(other, group))
  // What the university added itself stands first.
  const all = inForce
    .filter((group) => key === '' || holds(group, key))
    .map((sides) => ({ sides, isOfProduct: isOfProduct(sides) }))
    .sort((a, b) => Number(a.isOfProduct) - Number(b.isOfProduct))
  const pages = Math.max(1, Math.ceil(all.length / A_PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(search.get('page') ?? 1)) || 1))
  countMisses(db, dayOf(now))
  return {
    mayChange: mayChangeSearchWords(actor),
    word,
    groups: all.slice((page - 1) * A_PAGE, page * A_PAGE),
    found: all.length,
    page,
    pages,
    takenOut: product
      .filter((group) => !inForce.some((other) => isSameGroup(other, group)))
      .map((sides) => ({ sides, isOfProduct: true })),
    misses: frequentMisses(db, MOST_MISSES).map((miss) => ({
      words: miss.words,
      language: miss.language,
      times: miss.times,
      day: formatDate(language, miss.lastDay),
    })),
    begin: (search.get('add') ?? '').slice(0, 400),
  }
}
