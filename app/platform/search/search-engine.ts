import type { Pair } from '#app/i18n/languages.ts'

/** What the engine indexes. It knows nothing of offers: texts to find by, facet values to filter and count by, moments to sort by. */
export type SearchDocument = {
  id: string
  title: Pair
  summary: Pair
  body: Pair
  /** Names in both languages that the document is also found by: themes, competences, units. */
  labels: ReadonlyArray<string>
  facets: Readonly<Record<string, ReadonlyArray<string>>>
  /** Moments in UTC milliseconds. */
  starts: ReadonlyArray<number>
  openUntil: ReadonlyArray<number>
  anyTime: boolean
  visibleFrom: number
  visibleUntil: number
  publishedAt: number
}

export const SORTS = ['best', 'soonest', 'newest', 'closing'] as const
export type Sort = (typeof SORTS)[number]

/** `when` and `open` depend on the clock, so the engine derives them from the moments of a document. */
export const WHEN_VALUES = ['week', 'month', 'quarter', 'any-time'] as const
export type When = (typeof WHEN_VALUES)[number]
const DAY = 86_400_000
export const WHEN_DAYS: Record<Exclude<When, 'any-time'>, number> = {
  week: 7 * DAY,
  month: 31 * DAY,
  quarter: 92 * DAY,
}

export type SearchQuery = {
  q: string
  /** Values chosen per facet; values of one facet widen, facets narrow. Includes the derived facets `when` and `open`. */
  facets: Readonly<Record<string, ReadonlyArray<string>>>
  sort: Sort
  /** From 1. */
  page: number
  pageSize: number
  now: number
  /** Facets to count; counting is left out when empty. */
  count: ReadonlyArray<string>
}

export type SearchAnswer = {
  /** Best first, one page. */
  ids: ReadonlyArray<string>
  total: number
  /** Per facet: how many results each value would give if it were chosen (a facet ignores its own choice). */
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Folded words to highlight. */
  searched: ReadonlyArray<string>
  /** No document holds all the words: these hold all but one. */
  relaxed: boolean
}

/** What the portal asks of a search engine. It ranks; the database decides what may be shown. */
export type SearchEngine = {
  search(query: SearchQuery): Promise<SearchAnswer>
  put(documents: ReadonlyArray<SearchDocument>): Promise<void>
  remove(ids: ReadonlyArray<string>): Promise<void>
}
