import { checkOffer } from '#app/features/catalogue/check-offer.ts'
import type { CheckedOffer, OfferInput } from '#app/features/catalogue/offer-schema.ts'

/** A training as somebody at the Career Centre would type it in; everything that must be there and little more. */
export const feedbackTraining = {
  kind: 'training',
  state: 'published',
  title: { nl: 'Feedback geven zonder omwegen', en: 'Giving feedback without detours' },
  summary: { nl: 'Je oefent met een acteur.', en: 'You practise with an actor.' },
  body: { nl: 'Een collega levert steeds te laat in.', en: 'A colleague keeps being late.' },
  themes: ['communication'],
  languages: ['nl'],
  format: 'on-campus',
  learningForm: 'workshop',
  competences: ['giving-feedback'],
  units: ['career-centre'],
  provider: 'career-centre',
  owner: { unit: 'career-centre', email: 'loopbaan@lindehoven.example' },
  reviewOn: '2027-09-01',
  sessions: [{ days: [{ date: '2027-03-03', from: '13:00', until: '17:00' }], seats: 12 }],
  details: { trainer: 'Noor Verbeek' },
} as const satisfies Record<string, unknown> & { [K in keyof OfferInput]?: unknown }

/** The training with other facts, as unchecked input. */
export function offerInput(changes: Readonly<Record<string, unknown>> = {}): OfferInput {
  // Tests also need input that does not fit; the check under test is what judges it.
  return { ...feedbackTraining, ...changes } as unknown as OfferInput
}

/** The training with other facts, checked. */
export function checkedOffer(changes: Readonly<Record<string, unknown>> = {}): CheckedOffer {
  const checked = checkOffer(offerInput(changes))
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.offer
}
