import { isLanguage, type Language } from '#app/i18n/languages.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import { SORTS, type Sort } from '#app/search/search-engine.ts'

/** The filters of the catalogue, in the order of the page; each is also the name of its address parameter. */
export const FACETS = [
  'kind',
  'theme',
  'targetGroup',
  'language',
  'format',
  'when',
  'open',
  'cost',
  'unit',
  'competence',
  'learningForm',
  'provider',
  'aimGoal',
] as const
export type Facet = (typeof FACETS)[number]

/** The first five stand open; the others are behind "more filters" until one is chosen. */
export const FIRST_FACETS: ReadonlyArray<Facet> = ['kind', 'theme', 'targetGroup', 'language', 'format']

export type ChosenFacets = Readonly<Partial<Record<Facet, ReadonlyArray<string>>>>

export type CatalogueQuery = {
  q: string
  choices: ChosenFacets
  sort: Sort
  page: number
  /** Facets shown in full. */
  expanded: ReadonlyArray<Facet>
  /** The reader said that a mended word was meant as it was typed. The address names the words, so that it ends with other words. */
  asTyped: boolean
  /** How many filter values the address held that do not exist; the page says so. */
  dropped: number
}

const LONGEST_QUERY = 300
const MOST_VALUES = 40
const LAST_PAGE = 100_000

export function isFacet(value: string): value is Facet {
  return (FACETS as ReadonlyArray<string>).includes(value)
}

function sortFrom(value: string | null): Sort {
  return SORTS.find((sort) => sort === value) ?? 'best'
}

function pageFrom(value: string | null): number {
  const page = Number(value ?? 1)
  return Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1
}

/** Search words as they are shown and searched: what cannot be seen goes, white space is one space. */
export function cleanQuery(text: string | null): string {
  return visibleText(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_QUERY)
    .toWellFormed()
}

/** Reads an address. Filter values that `known` does not have are dropped and counted; nothing an address holds is ever an error. */
export function readCatalogueQuery(
  search: URLSearchParams,
  known: (facet: Facet, value: string) => boolean,
): CatalogueQuery {
  const choices: Partial<Record<Facet, string[]>> = {}
  let dropped = 0
  for (const facet of FACETS) {
    const values = [...new Set(search.getAll(facet))].filter((value) => value !== '')
    const valid = values.slice(0, MOST_VALUES).filter((value) => known(facet, value))
    dropped += values.length - valid.length
    if (valid.length > 0) choices[facet] = valid
  }
  const q = cleanQuery(search.get('q'))
  return {
    q,
    choices,
    sort: sortFrom(search.get('sort')),
    page: pageFrom(search.get('page')),
    expanded: search.getAll('more').filter(isFacet),
    asTyped: q !== '' && cleanQuery(search.get('exact')) === q,
    dropped,
  }
}

/** The query as address parameters, with a change; a changed filter starts again at page 1. */
export function catalogueParameters(
  query: CatalogueQuery,
  change: Partial<CatalogueQuery> = {},
): Record<string, string | number | ReadonlyArray<string> | undefined> {
  const next = { ...query, page: 1, ...change }
  return {
    q: next.q,
    ...next.choices,
    sort: next.sort === 'best' ? undefined : next.sort,
    page: next.page === 1 ? undefined : next.page,
    more: next.expanded,
    exact: next.asTyped && next.q ? next.q : undefined,
  }
}

/** The choices without one value. */
export function withoutFilter(choices: ChosenFacets, facet: Facet, value: string): ChosenFacets {
  const left = (choices[facet] ?? []).filter((other) => other !== value)
  const { [facet]: _, ...others } = choices
  return left.length > 0 ? { ...others, [facet]: left } : others
}

export function countChoices(choices: ChosenFacets): number {
  return Object.values(choices).reduce((sum, values) => sum + (values?.length ?? 0), 0)
}

/** A language that a `lang` attribute needs only where it is not the page's. */
export function unknownParameters(language: string, page: Language): Language | undefined {
  return isLanguage(language) && language !== page ? language : undefined
}
