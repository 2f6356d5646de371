import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import type { SearchDocument } from '#app/platform/search/search-engine.ts'
import { kindOf } from './kinds.ts'
import type { Names } from './names.server.ts'
import { ALWAYS, costValue } from './offer-rules.ts'
import type { Offer } from './offer-store.server.ts'

/** Until when one can sign up for each way in: the sessions that still stand, or what the kind says. */
function openUntil(offer: Offer): number[] {
  const kind = kindOf(offer.kind)
  if (kind.sessions) return offer.sessions.filter((session) => !session.cancelled).map((session) => session.startsAt)
  const until = kind.openUntil(offer.details)
  if (until === 'never') return []
  return [until === 'always' ? ALWAYS : until]
}

function labels(offer: Offer, names: Names): string[] {
  const both = LANGUAGES.flatMap((language) => {
    const t = textsFor(language)
    return [
      t(kindOf(offer.kind).label, { ns: 'offer' }),
      t(`offer:learningForm.${offer.learningForm}`),
      ...offer.themes.map((theme) => t(`offer:theme.${theme}`)),
      ...offer.targetGroups.map((group) => t(`offer:targetGroup.${group}`)),
      ...offer.units.map((unit) => names.units.get(unit)?.[language] ?? ''),
      ...offer.competences.map((competence) => names.competences.get(competence)?.[language] ?? ''),
      offer.provider ? (names.providers.get(offer.provider)?.[language] ?? '') : '',
    ]
  })
  return [...new Set([...both, kindOf(offer.kind).searchText(offer.details)].filter(Boolean))]
}

/** What the search index is told of an offer. Nothing personal but the names of trainers and speakers, which the offer itself shows. */
export function searchDocumentFor(offer: Offer, names: Names): SearchDocument {
  const kind = kindOf(offer.kind)
  const cost = costValue(offer.costCents, offer.payer)
  const starts = offer.sessions.filter((session) => !session.cancelled).map((session) => session.startsAt)
  return {
    id: offer.id,
    title: offer.title,
    summary: offer.summary,
    body: offer.body,
    labels: labels(offer, names),
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
    },
    starts,
    openUntil: openUntil(offer),
    anyTime: offer.sessions.length === 0 && kind.openUntil(offer.details) === 'always',
    visibleFrom: offer.publishFrom ?? 0,
    visibleUntil: offer.publishUntil ?? ALWAYS,
    publishedAt: offer.publishFrom ?? offer.createdAt,
  }
}
