import type { Language, Pair } from '#app/i18n/languages.ts'

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
  /** The reader's language: between equals, what has a title in it comes first. Never a filter. */
  language?: Language
  /** Typing errors are not mended: the reader said that they meant it. */
  asTyped?: boolean
}

/** What to mark in a found text: these words, and every word that begins with one of these. All folded. */
export type Marks = { words: ReadonlySet<string>; beginnings: ReadonlyArray<string> }

export type SearchAnswer = {
  /** Best first, one page. */
  ids: ReadonlyArray<string>
  total: number
  /** Behind the last page of a short result: what misses one word of the query, best first. Not in the total, nor in the counts. */
  near: ReadonlyArray<string>
  /** Per facet: how many results each value would give if it were chosen (a facet ignores its own choice). */
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>
  marks: Marks
  /** No document holds all the words: the results hold as many as any does, at least half. */
  relaxed: boolean
  /** The query with its typing errors mended, when that is what was searched for. */
  corrected: string | null
  /** For an empty result: words of the index that resemble what was typed. */
  closest: ReadonlyArray<string>
}

/** What resembles something, in a few small questions: each gives its first `most` ids. */
export type RelatedQuery = {
  questions: ReadonlyArray<Pick<SearchQuery, 'q' | 'facets'> & { most: number }>
  now: number
}

/** What the portal asks of a search engine. It ranks; the database decides what may be shown. */
export type SearchEngine = {
  search(query: SearchQuery): Promise<SearchAnswer>
  /** The ids of all these questions in their order, none twice. The portal's own index answers, whichever engine ranks what readers type. */
  related(query: RelatedQuery): string[]
  /** Notes that a reader's search found nothing. */
  noteMiss(q: string, language: Language): void
}
