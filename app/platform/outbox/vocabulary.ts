/** The closed lists of the outbox. This file imports nothing. */

/** What can have happened, in the past tense. Whoever brings a new one adds a line: what happened, never what is to be done about it. */
export const HAPPENINGS = [
  'signUp.requested',
  'signUp.confirmed',
  'signUp.offered',
  'signUp.waiting',
  'signUp.declined',
  'signUp.cancelled',
  'signUp.lapsed',
  'session.moved',
  'session.cancelled',
  'session.message-written',
  'offer.published',
] as const
export type Happening = (typeof HAPPENINGS)[number]

/** Who it concerns: nobody in particular, somebody, or somebody in confidence. The last stands in the file for confidences and nowhere else. */
export const OUTBOX_LEVELS = ['internal', 'personal', 'confidential'] as const
export type OutboxLevel = (typeof OUTBOX_LEVELS)[number]

/** How it ended: everybody who had to do something about it did, it was no longer true when they looked, or it was given up and a person has to look. */
export const OUTBOX_ENDS = ['delivered', 'no-longer-true', 'dead'] as const
export type OutboxEnd = (typeof OUTBOX_ENDS)[number]
