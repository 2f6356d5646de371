import { type CheckedOffer, type KeptOfOffer, UNDECIDED } from './offer-schema.ts'
import { DISCREET_THEMES } from './vocabulary.ts'

/** Kinds that are discreet by themselves. */
const DISCREET_KINDS: ReadonlyArray<string> = ['coaching']

type Facts = Pick<CheckedOffer & KeptOfOffer, 'kind' | 'themes' | 'discreet' | 'discreetOffReason'>

/** Whether an offer is discreet by itself: every coaching, and what is about a theme that is somebody's own business. Switching that off asks a reason. */
export function isDiscreetByItself({ kind, themes }: Pick<Facts, 'kind' | 'themes'>): boolean {
  return (
    DISCREET_KINDS.includes(kind) || themes.some((theme) => (DISCREET_THEMES as ReadonlyArray<string>).includes(theme))
  )
}

/** Whether an offer is discreet as it would be saved: as was said, unless it is so by itself and nobody gave a reason against it. */
export function settledDiscreet(offer: Facts): boolean {
  return offer.discreet || (isDiscreetByItself(offer) && !offer.discreetOffReason)
}

/** What a discreet offer cannot have, by the field where it stands: a paying unit, approval by others, or a question in own words. */
export const DISCREET_PROBLEMS = ['discreet-payer', 'discreet-approval', 'discreet-question'] as const
export type DiscreetProblem = (typeof DISCREET_PROBLEMS)[number]

type Found = { field: string; problem: DiscreetProblem }

/** Everything in a discreet offer that would tell others who asks or comes; nothing in one that is not discreet. */
export function whatTellsOthers(offer: CheckedOffer & KeptOfOffer): Found[] {
  if (!offer.discreet) return []
  const { approval } = offer.details as { approval?: unknown }
  const ofOffer: Found[] = [
    ...(offer.payer === 'unit' ? [{ field: 'payer', problem: 'discreet-payer' as const }] : []),
    ...(approval === 'manager' ? [{ field: 'details.approval', problem: 'discreet-approval' as const }] : []),
  ]
  const ofSessions = offer.sessions.flatMap((session, place): Found[] => {
    const { approval: own, payer, latePayer, questions } = { ...UNDECIDED, ...session }
    const at = `sessions.${place}`
    return [
      ...(own && own !== 'none' ? [{ field: `${at}.approval`, problem: 'discreet-approval' as const }] : []),
      ...(payer === 'unit' ? [{ field: `${at}.payer`, problem: 'discreet-payer' as const }] : []),
      ...(latePayer === 'unit' ? [{ field: `${at}.latePayer`, problem: 'discreet-payer' as const }] : []),
      ...(questions?.some(({ kind }) => kind === 'text')
        ? [{ field: `${at}.questions`, problem: 'discreet-question' as const }]
        : []),
    ]
  })
  return [...ofOffer, ...ofSessions]
}
