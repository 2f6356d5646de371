/** The closed lists of the data inventory. This file imports nothing; every value has a text in locales/{nl,en}/screens/privacy.json. */

/** Who a leak would hurt: nobody, the organisation, a person, or a person's trust in advice. Confidential content is kept encrypted. */
export const LEVELS = ['public', 'internal', 'personal', 'confidential'] as const
export type Level = (typeof LEVELS)[number]

/** The ground of the GDPR a purpose rests on (art. 6(1)); `no-person` where nothing is about anybody. Proposals: the data protection officer decides. */
export const BASES = ['contract', 'legal-duty', 'public-task', 'legitimate-interest', 'no-person'] as const
export type Basis = (typeof BASES)[number]

/** Why the portal keeps something, each with its ground. */
export const PURPOSES = {
  offer: 'public-task',
  account: 'contract',
  'sign-in': 'legitimate-interest',
  'access-needs': 'contract',
  dossiers: 'contract',
  drafts: 'contract',
  publishing: 'contract',
  calendar: 'contract',
  'access-log': 'legal-duty',
  encryption: 'legal-duty',
  'sign-ups': 'contract',
  messages: 'contract',
  enquiries: 'public-task',
  'contact-requests': 'public-task',
  remarks: 'no-person',
  wishes: 'no-person',
  search: 'no-person',
  portal: 'no-person',
} as const satisfies Record<string, Basis>
export type Purpose = keyof typeof PURPOSES

/** What a retention period counts from. `removal` with a period of nothing: kept until somebody takes it away. */
export const MOMENTS = [
  'removal',
  'creation',
  'last-change',
  'last-search',
  'event',
  'end-of-employment',
  'end-of-sign-in',
  'end-of-link',
  'end-of-record',
  'end-of-request',
  'end-of-session',
  'end-of-message',
] as const
export type Moment = (typeof MOMENTS)[number]

/** Why something is not in the copy of their data that a person can ask for. */
export const NOT_EXPORTED = ['not-about-anybody', 'secret', 'technical'] as const
export type NotExported = (typeof NOT_EXPORTED)[number]

/** What happens to it when its person is erased or its time is over. */
export const ERASURES = ['none', 'delete', 'destroy-key', 'blank', 'unlink'] as const
export type Erasure = (typeof ERASURES)[number]

/** Who sees it on a screen of the portal, beside `operations`, who keep the machines. */
export const READERS = [
  'everyone',
  'self',
  'publisher',
  'offer-owner',
  'career-centre',
  'administrator',
  'operations',
  'nobody',
] as const
export type Reader = (typeof READERS)[number]
