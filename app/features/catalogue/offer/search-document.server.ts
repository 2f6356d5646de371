import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import type { SearchDocument } from '#app/search/search-engine.ts'
import type { Names } from '../catalogue-names.server.ts'
import type { KindDefinition } from '../kinds/kind.ts'
import { kindOf } from '../kinds.ts'
import { ALWAYS, costValue, signUpFor } from '../offer-rules.ts'
import type { Offer } from '../offer-store.server.ts'

/** Until when one can sign up for each way in: the sessions that still stand, always, or what the kind says. */
function openUntil(offer: Offer, kind: KindDefinition, sessionStarts: number[]): number[] {
  const signUp = signUpFor(kind, offer)
  switch (signUp) {
    case 'sessions':
      return sessionStarts
    case 'never':
      return []
    case 'always':
    case 'request':
      return [ALWAYS]
    default:
      return [signUp satisfies number]
  }
}

/** One can begin whenever one likes: nothing starts on a day, and what has no dates only because nobody set them does not count. */
function isAnyTime(offer: Offer, kind: KindDefinition, starts: ReadonlyArray<number>): boolean {
  const signUp = signUpFor(kind, offer)
  if (starts.length > 0 || (signUp !== 'always' && signUp !== 'request')) return false
  return kind.signUp(offer.details) !== 'sessions' || offer.format === 'self-paced'
}

function labels(offer: Offer, names: Names, kind: KindDefinition): string[] {
  const both = LANGUAGES.flatMap((language) => {
    const t = textsFor(language)
    return [
      t(kind.label, { ns: 'offer' }),
      t(`offer:learningForm.${offer.learningForm}`),
      t(`offer:format.${offer.format}`),
      costValue(offer.costCents, offer.payer) === 'free' ? t('offer:cost.free') : '',
      ...offer.themes.map((theme) => t(`offer:theme.${theme}`)),
      ...offer.targetGroups.map((group) => t(`offer:targetGroup.${group}`)),
      ...offer.units.map((unit) => names.units.get(unit)?.[language] ?? ''),
      ...offer.competences.map((competence) => names.competences.get(competence)?.[language] ?? ''),
      offer.provider ? (names.providers.get(offer.provider)?.[language] ?? '') : '',
    ]
  })
  return [...new Set([...both, kind.searchText(offer.details)].filter(Boolean))]
}

/** What the search index is told of an offer. Nothing personal but the names of trainers and speakers, which the offer itself shows. */
export function searchDocumentFor(
  offer: Offer,
  names: Names,
  kind: KindDefinition = kindOf(offer.kind),
): SearchDocument {
  const cost = costValue(offer.costCents, offer.payer)
  const sessionStarts = offer.sessions.filter((session) => !session.cancelled).map((session) => session.startsAt)
  const starts = [...sessionStarts, ...(kind.starts?.(offer.details) ?? [])]
  return {
    id: offer.id,
    title: offer.title,
    summary: offer.summary,
    body: offer.body,
    labels: labels(offer, names, kind),
    facets: {
      kind: [offer.kind],
      theme: offer.themes,
      targetGroup: offer.targetGroups,
      unit: offer.units,
      language: offer.languages,
      format: [offer.format],
      learningForm: [offer.learningForm],
      provider: offer.provider ? [offer.provider] : [],
      competence: offer.competences,
      cost: cost ? [cost] : [],
      aimGoal: offer.aimGoals,
    },
    starts,
    openUntil: openUntil(offer, kind, sessionStarts),
    anyTime: isAnyTime(offer, kind, starts),
    visibleFrom: offer.publishFrom ?? 0,
    visibleUntil: offer.publishUntil ?? ALWAYS,
    publishedAt: offer.publishFrom ?? offer.createdAt,
  }
}
