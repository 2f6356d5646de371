/** The closed lists of signing up. This file imports nothing; every value has a text in locales/{nl,en}/screens/sign-up.json. */

/**
 * What a sign-up is: `requested` somebody still has to approve it; `offered` a place became free and is kept for this person until a moment;
 * `confirmed`; `waiting` in the waiting list; `declined` it was not approved; `cancelled`; `attended` and `absent` after the session.
 */
export const SIGN_UP_STATES = [
  'requested',
  'offered',
  'confirmed',
  'waiting',
  'declined',
  'cancelled',
  'attended',
  'absent',
] as const
export type SignUpState = (typeof SIGN_UP_STATES)[number]

/** What a sign-up holds: a place, a number in the waiting list, or nothing. */
export const SIGN_UP_HOLDS = ['place', 'number', 'nothing'] as const
export type SignUpHolds = (typeof SIGN_UP_HOLDS)[number]

/** Why a sign-up ended: by the person, because an offered place was not taken in time, for another date, by the organiser, or with the session. */
export const SIGN_UP_ENDS = ['own', 'lapsed', 'swapped', 'organiser', 'session'] as const
export type SignUpEnd = (typeof SIGN_UP_ENDS)[number]

/** What can happen to a sign-up. */
export const SIGN_UP_ACTS = [
  'offer',
  'take',
  'approve',
  'decline',
  'cancel',
  'lapse',
  'swap',
  'remove',
  'call-off',
  'attend',
  'miss',
] as const
export type SignUpAct = (typeof SIGN_UP_ACTS)[number]

/** Who may do what here (app/access/permissions.ts joins it). Whose list a publisher sees: that of offers in their scope. */
export const SIGN_UP_PERMISSIONS = {
  'sign-up.make': 'everyone',
  'sign-up.list': 'everyone',
} as const

/** Who may see what is told here. That somebody comes to a session is between them and who organises it: no page of the log shows it. */
export const SIGN_UP_AUDIT = {
  'sign-up.make': 'nobody',
  'sign-up.cancel': 'nobody',
  'sign-up.take': 'nobody',
} as const
