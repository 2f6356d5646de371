import type { Facts } from './line.ts'

/** What many columns have in common; a feature's `data-inventory.ts` says what is different. */

/** What the portal knows of somebody who works here. */
export const OF_A_PERSON: Facts = {
  purpose: 'account',
  level: 'personal',
  keep: 'P30D',
  from: 'end-of-employment',
  export: { under: 'account' },
  erase: 'delete',
  seenBy: ['self', 'administrator'],
}

/** What everybody reads. Names of trainers and speakers (in `offers.details`) are published with the offer, at their own wish. */
export const PUBLISHED: Facts = {
  purpose: 'offer',
  level: 'public',
  keep: 'P0D',
  from: 'removal',
  export: { not: 'not-about-anybody' },
  erase: 'none',
  seenBy: ['everyone'],
}

/** What the portal keeps for itself. */
export const OF_THE_PORTAL: Facts = { ...PUBLISHED, purpose: 'portal', level: 'internal', seenBy: ['operations'] }

/** What is known of somebody who is signed in, or on their way to. */
export const OF_A_SIGN_IN: Facts = {
  purpose: 'sign-in',
  level: 'personal',
  keep: 'P1D',
  from: 'end-of-sign-in',
  export: { under: 'signIns' },
  erase: 'delete',
  seenBy: ['self'],
}

/** Numbers and marks that say nothing of somebody. */
export const TECHNICAL = { export: { not: 'technical' }, seenBy: ['nobody'] } as const satisfies Partial<Facts>

export const SECRET = { export: { not: 'secret' }, seenBy: ['nobody'] } as const satisfies Partial<Facts>
