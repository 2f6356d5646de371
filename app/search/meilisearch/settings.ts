import type { Settings } from 'meilisearch'

/** As many results as the server counts exactly; a page behind them is for the embedded engine. */
export const MOST_COUNTED = 50_000

/** What every index of ours is set to; measured in field/search 2.2. Facets are called `f_<facet>`, so that a new one needs no change here. */
const SHEET: Settings = {
  // Both languages of a field stand under one name, so that neither counts more.
  searchableAttributes: ['title', 'labels', 'x_parts', 'summary', 'body'],
  // The server ranks and answers with ids; texts come from the database.
  displayedAttributes: ['id', 'rev'],
  filterableAttributes: [
    {
      attributePatterns: ['f_*', 'anyTime'],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
    {
      attributePatterns: ['starts', 'openUntil', 'visibleFrom', 'visibleUntil'],
      features: { facetSearch: false, filter: { equality: false, comparison: true } },
    },
  ],
  sortableAttributes: [],
  rankingRules: [
    'words',
    'attributeRank',
    'typo',
    'exactness',
    'proximity',
    'sort',
    'wordPosition',
    'publishedAt:desc',
  ],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnNumbers: true,
    disableOnWords: [],
    disableOnAttributes: [],
  },
  // Words that say little are taken out of the query, which knows that IT and OR may be meant; a query of nothing else would find all.
  stopWords: [],
  localizedAttributes: [
    { attributePatterns: ['*.nl'], locales: ['nld'] },
    { attributePatterns: ['*.en'], locales: ['eng'] },
  ],
  separatorTokens: [],
  nonSeparatorTokens: [],
  // Splits inside any word, not only compounds: not for Dutch.
  dictionary: [],
  prefixSearch: 'indexingTime',
  proximityPrecision: 'byWord',
  searchCutoffMs: 500,
  facetSearch: false,
  faceting: { maxValuesPerFacet: 1_000, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MOST_COUNTED },
  distinctAttribute: null,
}

export type MeiliSynonyms = Record<string, string[]>

/** The settings of an index with these synonyms. */
export function settingsWith(synonyms: MeiliSynonyms): Settings {
  return { ...SHEET, synonyms }
}

/** Lists whose order is part of what they say. */
const ORDERED = new Set(['searchableAttributes', 'rankingRules'])

/** A value in one way of writing: lists that are sets in order, the names of an object in order, what is left out and null the same. */
function canonical(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const list = value.map((one) => canonical(one, ''))
    return ORDERED.has(name) ? list : list.map((one) => JSON.stringify(one)).sort()
  }
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, canonical(inner, key)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Only what we set counts: the server fills in the rest, and adds settings with every version. */
function isSaid(wanted: unknown, found: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
    return JSON.stringify(wanted) === JSON.stringify(found)
  }
  if (typeof found !== 'object' || found === null) return false
  const there = new Map<string, unknown>(Object.entries(found))
  return Object.entries(wanted).every(([key, inner]) => isSaid(inner, there.get(key) ?? null))
}

function sameSynonyms(wanted: unknown, found: unknown): boolean {
  return JSON.stringify(canonical(wanted, '')) === JSON.stringify(canonical(found ?? {}, ''))
}

/** The wanted settings that the server has otherwise; empty when all is well. The server gives lists back in another order. */
export function differingSettings(wanted: Settings, found: Settings): Settings {
  const there = new Map<string, unknown>(Object.entries(found))
  const differing = Object.entries(wanted).filter(([name, value]) =>
    name === 'synonyms'
      ? !sameSynonyms(value, there.get(name))
      : !isSaid(canonical(value, name), canonical(there.get(name), name)),
  )
  return Object.fromEntries(differing)
}
