import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { SearchEngine } from '#app/search/search-engine.ts'
import type { Db } from '#db/open.server.ts'
import {
  type ChosenFacets,
  cleanQuery,
  countChoices,
  FACETS,
  type Facet,
  FIRST_FACETS,
  readCatalogueQuery,
  withoutFilter,
} from './cards/catalogue-query.ts'
import { CLOSED, valueLabel } from './cards/labels.server.ts'
import { cachedNames } from './catalogue-names.server.ts'
import { kindsOn } from './enabled-kinds.server.ts'

/** The words and filters of the catalogue as another page uses them: the same names in the address, the same values. */
export type OfferFilter = {
  readonly q: string
  readonly choices: ChosenFacets
  /** How many values of the address do not exist. */
  readonly dropped: number
}
type FilterParameters = Record<string, string | ReadonlyArray<string> | undefined>

/** More offers than any university has. */
const MOST_FOUND = 50_000

/** Reads words and filters from an address. What chooses a time (`when`) is left out: a calendar chooses its own. */
export function readOfferFilter(db: Db, language: Language, address: URLSearchParams): OfferFilter {
  const [t, names, on] = [textsFor(language), cachedNames(db), new Set<string>(kindsOn())]
  const { q, choices, dropped } = readCatalogueQuery(address, (facet, value) =>
    facet === 'kind' ? on.has(value) : valueLabel(t, names, language, facet, value) !== undefined,
  )
  const { when: _, ...kept } = choices
  return { q: cleanQuery(q), choices: kept, dropped }
}

/** Whether everything passes. */
export function isEmptyFilter({ q, choices }: OfferFilter): boolean {
  return q === '' && countChoices(choices) === 0
}

/** The filter as address parameters, by the names that the catalogue has. */
export function filterParameters({ q, choices }: Pick<OfferFilter, 'q' | 'choices'>): FilterParameters {
  return { q: q || undefined, ...choices }
}

/** The filter with one value more, or without it when it was chosen. */
export function toggled(filter: OfferFilter, facet: Facet, value: string): OfferFilter {
  const chosen = filter.choices[facet] ?? []
  const choices = chosen.includes(value)
    ? withoutFilter(filter.choices, facet, value)
    : { ...filter.choices, [facet]: [...chosen, value] }
  return { ...filter, choices }
}

/**
 * The ids of all visible offers that pass; null where everything does. The portal's own index answers, so that a page and a feed say the same
 * whichever engine ranks the catalogue.
 */
export function findFilteredIds(search: SearchEngine, { q, choices }: OfferFilter, now: Date): Set<string> | null {
  if (isEmptyFilter({ q, choices, dropped: 0 })) return null
  const facets = { ...choices, kind: choices.kind ?? (kindsOn() as ReadonlyArray<string>) }
  return new Set(search.related({ questions: [{ q, facets, most: MOST_FOUND }], now: Number(now) }))
}

export type ChosenOfferFilter = { facet: Facet; value: string; facetLabel: string; label: string }

/** What is chosen, in words. */
export function chosenFilters(db: Db, language: Language, { choices }: OfferFilter): ChosenOfferFilter[] {
  const [t, names] = [textsFor(language), cachedNames(db)]
  return FACETS.flatMap((facet) =>
    (choices[facet] ?? []).map((value) => ({
      facet,
      value,
      facetLabel: t(`offer:facet.${facet}`),
      label: valueLabel(t, names, language, facet, value) ?? value,
    })),
  )
}

export type FilterGroup = {
  name: Facet
  label: string
  values: Array<{ value: string; label: string; on: boolean }>
}

function valuesOf(facet: Facet, names: ReturnType<typeof cachedNames>): ReadonlyArray<string> {
  if (facet === 'kind') return kindsOn()
  if (facet === 'unit') return [...names.units.keys()]
  if (facet === 'provider') return [...names.providers.keys()]
  if (facet === 'competence') return [...names.competences.keys()]
  return CLOSED[facet]
}

/** The first filters of the catalogue with all their values, and of the others those that are chosen. */
export function filterGroups(db: Db, language: Language, { choices }: OfferFilter): FilterGroup[] {
  const [t, names] = [textsFor(language), cachedNames(db)]
  return FACETS.filter((facet) => facet !== 'when').flatMap((facet) => {
    const chosen = choices[facet] ?? []
    const all = FIRST_FACETS.includes(facet) || facet === 'open' || facet === 'unit'
    const values = valuesOf(facet, names)
      .filter((value) => all || chosen.includes(value))
      .map((value) => ({
        value,
        label: valueLabel(t, names, language, facet, value) ?? value,
        on: chosen.includes(value),
      }))
    return values.length > 0 ? [{ name: facet, label: t(`offer:facet.${facet}`), values }] : []
  })
}
