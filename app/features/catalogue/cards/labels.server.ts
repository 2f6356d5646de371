import { formatList } from '#app/i18n/format.ts'
import { type Translate, textsFor } from '#app/i18n/instance.server.ts'
import { type Language, type Pair, textIn } from '#app/i18n/languages.ts'
import { WHEN_VALUES } from '#app/search/search-engine.ts'
import type { Names } from '../catalogue-names.server.ts'
import type { Words } from '../kinds/kind.ts'
import { isKind, kindOf } from '../kinds.ts'
import type { OfferDuration } from '../offer-schema.ts'
import { AIM_GOALS, FORMATS, LEARNING_FORMS, OFFER_LANGUAGES, PAYERS, TARGET_GROUPS, THEMES } from '../vocabulary.ts'
import type { Facet } from './catalogue-query.ts'
import { unknownParameters } from './catalogue-query.ts'

const COSTS = ['free', ...PAYERS.filter((payer) => payer !== 'university')] as const

/** Facets with a closed list, in its order; the others are units, providers and competences of the database. */
export const CLOSED = {
  theme: THEMES,
  targetGroup: TARGET_GROUPS,
  language: OFFER_LANGUAGES,
  format: FORMATS,
  learningForm: LEARNING_FORMS,
  cost: COSTS,
  when: WHEN_VALUES,
  open: ['yes'],
  aimGoal: AIM_GOALS,
} as const

function among<T extends string>(list: ReadonlyArray<T>, value: string): T | undefined {
  return list.find((known) => known === value)
}

/** The name of a filter's value in the reader's language, or undefined when there is no such value. */
export function valueLabel(
  t: Translate,
  names: Names,
  language: Language,
  facet: Facet,
  value: string,
): string | undefined {
  switch (facet) {
    case 'kind':
      return isKind(value) ? t(kindOf(value).plural, { ns: 'offer' }) : undefined
    case 'unit':
      return names.units.get(value)?.[language]
    case 'provider':
      return names.providers.get(value)?.[language]
    case 'competence':
      return names.competences.get(value)?.[language]
    default: {
      const known = among<string>(CLOSED[facet], value)
      // The key is built from a closed list; a test holds each list against the texts.
      return known === undefined ? undefined : t(`offer:${facet}.${known}` as 'offer:open.yes')
    }
  }
}

/** `2 uur`, `5 × 75 minuten`. */
export function durationText(t: Translate, duration: OfferDuration): string {
  const each = t(`offer:duration.${duration.unit}`, { count: duration.amount })
  return duration.times ? t('offer:duration.times', { times: duration.times, each }) : each
}

/** The languages an offer is given in, as `Nederlands en Engels`. */
export function languagesText(t: Translate, language: Language, languages: ReadonlyArray<'nl' | 'en'>): string {
  return formatList(
    language,
    languages.map((one) => t(`offer:language.${one}`)),
  )
}

/** What a kind needs to put its details into words for this reader. */
export function wordsFor(language: Language, now: number): Words {
  return {
    language,
    t: textsFor(language),
    now,
    pick: (pair: Pair) => {
      const picked = textIn(pair, language)
      return {
        text: picked.text,
        ...(unknownParameters(picked.language, language) ? { language: picked.language } : {}),
      }
    },
  }
}
