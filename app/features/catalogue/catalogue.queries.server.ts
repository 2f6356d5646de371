import { type Translate, textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'
import type { SearchAnswer, SearchEngine, SearchQuery, Sort } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import {
  type CatalogueQuery,
  type ChosenFacets,
  catalogueParameters,
  countChoices,
  FACETS,
  type Facet,
  FIRST_FACETS,
  readCatalogueQuery,
  withoutFilter,
} from './cards/catalogue-query.ts'
import { findCards } from './cards/find-cards.server.ts'
import { CLOSED, valueLabel } from './cards/labels.server.ts'
import type { Card } from './cards.server.ts'
import { cachedNames, type Names } from './catalogue-names.server.ts'
import { kindsOn } from './enabled-kinds.server.ts'

export const OFFERS_A_PAGE = 20
const SHOWN_VALUES = 8

export type FacetGroup = {
  name: Facet
  label: string
  values: Array<{ value: string; label: string; count: number; on: boolean }>
  /** How many values are not shown, and the address that shows them; or that shows fewer. */
  more: number
  href: string | null
}

export type CataloguePageData = {
  q: string
  sort: Sort
  total: number
  page: number
  pages: number
  pageGone: boolean
  relaxed: boolean
  dropped: number
  chosen: number
  cards: Card[]
  /** Below a short result: what misses one of the words. */
  near: Card[]
  /** Typing errors were mended: what was searched for, and the address that searches for what was typed. */
  mended: { q: string; href: string } | null
  /** What was typed is searched for although a mended word would find more: the address that mends it. */
  unmended: string | null
  /** On an empty result: words of the offer that resemble what was typed. */
  closest: Array<{ word: string; href: string }>
  first: FacetGroup[]
  rest: FacetGroup[]
  chips: Array<{ facet: string; label: string; href: string }>
  /** On an empty result: what each filter left out would give. */
  fewer: Array<{ label: string; count: number; href: string }>
  hrefs: { all: string; cleared: string; previous: string | null; next: string | null; wish: string | null }
  /** The same words and filters in the calendar. */
  calendar: string | null
  expanded: ReadonlyArray<Facet>
}

type Reader = { db: Db; search: SearchEngine; language: Language; now: number; names: Names; t: Translate }

function choicesForEngine(choices: ChosenFacets): SearchQuery['facets'] {
  const on = kindsOn() as ReadonlyArray<string>
  return { ...choices, kind: choices.kind ?? on }
}

function ask(reader: Reader, query: CatalogueQuery, change: Partial<SearchQuery> = {}): Promise<SearchAnswer> {
  return reader.search.search({
    q: query.q,
    facets: choicesForEngine(query.choices),
    sort: query.sort,
    page: query.page,
    pageSize: OFFERS_A_PAGE,
    now: reader.now,
    count: FACETS,
    language: reader.language,
    asTyped: query.asTyped,
    ...change,
  })
}

function orderOf(facet: Facet, names: Names): ReadonlyArray<string> {
  if (facet === 'kind') return kindsOn()
  if (facet === 'unit') return [...names.units.keys()]
  if (facet === 'provider') return [...names.providers.keys()]
  if (facet === 'competence') return [...names.competences.keys()]
  return CLOSED[facet]
}

function groupOf(
  reader: Reader,
  query: CatalogueQuery,
  counts: Readonly<Record<string, number>>,
  facet: Facet,
): FacetGroup {
  const { t, names, language } = reader
  const chosen = new Set(query.choices[facet] ?? [])
  const order = orderOf(facet, names)
  const all = order
    .filter((value) => (counts[value] ?? 0) > 0 || chosen.has(value))
    .map((value) => ({
      value,
      label: valueLabel(t, names, language, facet, value) ?? value,
      count: counts[value] ?? 0,
      on: chosen.has(value),
    }))
  const isExpanded = query.expanded.includes(facet)
  const long = all.length > SHOWN_VALUES + 1
  // A long list shows its most frequent values, in its own order, and always what is chosen.
  const best = new Set([...all].sort((a, b) => Number(b.on) - Number(a.on) || b.count - a.count).slice(0, SHOWN_VALUES))
  const values = long && !isExpanded ? all.filter((value) => value.on || best.has(value)) : all
  const expanded = isExpanded ? query.expanded.filter((other) => other !== facet) : [...query.expanded, facet]
  return {
    name: facet,
    label: t(`offer:facet.${facet}`),
    values,
    more: all.length - values.length,
    href: long
      ? `${paths.catalogue(language, catalogueParameters(query, { page: query.page, expanded }))}#facet-${facet}`
      : null,
  }
}

function chipsOf({ t, names, language }: Reader, query: CatalogueQuery): CataloguePageData['chips'] {
  return FACETS.flatMap((facet) =>
    (query.choices[facet] ?? []).map((value) => ({
      facet: t(`offer:facet.${facet}`),
      label: valueLabel(t, names, language, facet, value) ?? value,
      href: paths.catalogue(
        language,
        catalogueParameters(query, { choices: withoutFilter(query.choices, facet, value) }),
      ),
    })),
  )
}

/** For an empty result: which single filter stands in the way, by asking again without each. At most as many questions as filters. */
async function fewerFilters(reader: Reader, query: CatalogueQuery): Promise<CataloguePageData['fewer']> {
  const { t, names, language } = reader
  const options = FACETS.filter((facet) => (query.choices[facet]?.length ?? 0) > 0)
  const answers = await Promise.all(
    options.map(async (facet) => {
      const { [facet]: values = [], ...choices } = query.choices
      const { total } = await ask(reader, { ...query, choices, page: 1 }, { count: [], pageSize: 0 })
      const label = values.map((value) => valueLabel(t, names, language, facet, value) ?? value).join(', ')
      return { label, count: total, href: paths.catalogue(language, catalogueParameters(query, { choices })) }
    }),
  )
  return answers.filter((answer) => answer.count > 0)
}

/** Everything the catalogue page shows for this address: one search and one reading of twenty offers, whatever the size of the catalogue. */
export async function findCataloguePage(
  db: Db,
  search: SearchEngine,
  language: Language,
  address: URLSearchParams,
  now: Date,
): Promise<CataloguePageData> {
  const reader: Reader = { db, search, language, now: Number(now), names: cachedNames(db), t: textsFor(language) }
  const kindIsOn = new Set<string>(kindsOn())
  const query = readCatalogueQuery(address, (facet, value) =>
    facet === 'kind' ? kindIsOn.has(value) : valueLabel(reader.t, reader.names, language, facet, value) !== undefined,
  )
  let answer = await ask(reader, query)
  const pages = Math.max(1, Math.ceil(answer.total / OFFERS_A_PAGE))
  const pageGone = query.page > pages
  const page = Math.min(query.page, pages)
  if (pageGone) answer = await ask(reader, { ...query, page })
  const groups = FACETS.map((facet) => groupOf(reader, query, answer.counts[facet] ?? {}, facet)).filter(
    (group) => group.values.length > 0,
  )
  const pageHref = (number: number) => paths.catalogue(language, catalogueParameters(query, { page: number }))
  const chosen = countChoices(query.choices)
  if (answer.total === 0 && chosen === 0) search.noteMiss(query.q, language)
  return {
    q: query.q,
    sort: query.sort,
    total: answer.total,
    page,
    pages,
    pageGone,
    relaxed: answer.relaxed,
    dropped: query.dropped,
    chosen,
    cards: findCards(db, answer.ids, language, reader.now, answer.marks),
    near: findCards(db, answer.near, language, reader.now, answer.marks),
    mended: answer.corrected
      ? { q: answer.corrected, href: paths.catalogue(language, catalogueParameters(query, { asTyped: true })) }
      : null,
    unmended: query.asTyped ? paths.catalogue(language, catalogueParameters(query, { asTyped: false })) : null,
    closest: answer.closest.map((word) => ({
      word,
      href: paths.catalogue(language, catalogueParameters(query, { q: word, asTyped: false })),
    })),
    first: groups.filter((group) => FIRST_FACETS.includes(group.name)),
    rest: groups.filter((group) => !FIRST_FACETS.includes(group.name)),
    chips: chipsOf(reader, query),
    fewer: answer.total === 0 && chosen > 0 ? await fewerFilters(reader, query) : [],
    hrefs: {
      all: paths.catalogue(language),
      cleared: paths.catalogue(language, catalogueParameters(query, { choices: {} })),
      previous: page > 1 ? pageHref(page - 1) : null,
      next: page < pages ? pageHref(page + 1) : null,
      wish: moduleIsOn('wishes') ? paths.wish(language, { q: query.q }) : null,
    },
    expanded: query.expanded,
    calendar: moduleIsOn('calendar')
      ? paths.calendar(language, { q: query.q || undefined, ...query.choices, when: undefined })
      : null,
  }
}
