/** The closed lists of the catalogue. This file imports nothing; every value has a text in locales/{nl,en}/server/offer.json. */

/** The states an offer goes through. Only `published` offers inside their publication window are shown; `hidden` was published until its review date passed. */
export const STATES = ['draft', 'published', 'hidden', 'archived'] as const
export type OfferState = (typeof STATES)[number]

/** What an offer is about (Handreiking 6, UHasselt 7). The order is the order of the filter. */
export const THEMES = [
  'who-am-i',
  'transferable-skills',
  'mobility',
  'cv-check',
  'interview-practice',
  'linkedin',
  'networking',
  'personal-branding',
  'leadership',
  'communication',
  'teaching',
  'research',
  'open-science',
  'digital-skills',
  'languages',
  'organising',
  'wellbeing',
  'inclusion',
  'onboarding',
  'unwanted-conduct',
  'return-after-absence',
] as const
export type Theme = (typeof THEMES)[number]

/** What an offer of these themes is about is somebody's own business: it is discreet by itself (breadth A2). */
export const DISCREET_THEMES = [
  'who-am-i',
  'mobility',
  'cv-check',
  'interview-practice',
  'linkedin',
  'wellbeing',
  'inclusion',
  'unwanted-conduct',
  'return-after-absence',
] as const satisfies ReadonlyArray<Theme>

/** For whom an offer is meant first. It is a hint to find it, not a lock (Charter: tailored for every staff group). */
export const TARGET_GROUPS = [
  'everyone',
  'phd-candidates',
  'postdocs',
  'lecturers',
  'assistant-professors',
  'professors',
  'phd-supervisors',
  'managers',
  'support-staff',
  'technicians',
  'new-staff',
] as const
export type TargetGroup = (typeof TARGET_GROUPS)[number]

/** The languages an offer is given in. */
export const OFFER_LANGUAGES = ['nl', 'en'] as const
export type OfferLanguage = (typeof OFFER_LANGUAGES)[number]

/** Where it happens. Everything but `on-campus` and `blended` can be followed from anywhere (UHasselt 7-7). */
export const FORMATS = ['on-campus', 'online', 'blended', 'self-paced'] as const
export type Format = (typeof FORMATS)[number]

/** How one learns in it (Charter: diverse forms of learning). */
export const LEARNING_FORMS = [
  'course',
  'workshop',
  'lecture',
  'coaching',
  'conversation',
  'network',
  'peer-supervision',
  'on-the-job',
  'self-study',
] as const
export type LearningForm = (typeof LEARNING_FORMS)[number]

/** Alone or with one's team (Charter). */
export const PARTICIPATIONS = ['individual', 'team'] as const
export type Participation = (typeof PARTICIPATIONS)[number]

/** The four equal domains of Academia in Motion (Leiden). `patient-care` can be switched off. */
export const AIM_DOMAINS = ['education', 'research', 'organisation', 'patient-care'] as const
export type AimDomain = (typeof AIM_DOMAINS)[number]

/** The three goals of Academia in Motion (Leiden L-2). */
export const AIM_GOALS = ['renew', 'share', 'collaborate'] as const
export type AimGoal = (typeof AIM_GOALS)[number]

/** Who has to agree before somebody can come to a session. */
export const APPROVALS = ['none', 'manager', 'budget-holder'] as const
export type Approval = (typeof APPROVALS)[number]

/** Who pays what an offer costs. */
export const PAYERS = ['university', 'unit', 'career-budget', 'self'] as const
export type Payer = (typeof PAYERS)[number]

/** What can be asked of somebody who signs up for a session. */
export const QUESTION_KINDS = ['text', 'choice', 'number', 'yes-no'] as const

/** How long an offer takes is counted in one of these. */
export const DURATION_UNITS = ['minutes', 'hours', 'days', 'weeks', 'months'] as const
export type DurationUnit = (typeof DURATION_UNITS)[number]

/** What an organisational unit is. */
export const UNIT_KINDS = ['institution', 'faculty', 'service', 'department'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

/** Who may do what here (app/access/permissions.ts joins it). */
export const CATALOGUE_PERMISSIONS = {
  'offer.save': ['operator', 'seed', 'retention', 'hr-publisher'],
  'session.decide': ['hr-publisher'],
  'provider.save': ['seed'],
  'framework.save': ['seed'],
} as const

/** Who may see what is told here: the administrators in the audit log, the person it is about beside the data itself, or nobody (app/access/audit-visibility.ts joins it). */
export const CATALOGUE_AUDIT = {
  'offer.add': 'administrator',
  'offer.change': 'administrator',
  'offer.publish': 'administrator',
  'offer.hide': 'administrator',
  'offer.archive': 'administrator',
  'offer.move-dates': 'administrator',
  'session.confirm': 'administrator',
  'session.cancel': 'administrator',
  'provider.add': 'administrator',
  'provider.change': 'administrator',
  'framework.add': 'administrator',
  'framework.change': 'administrator',
  'competence.add': 'administrator',
  'competence.change': 'administrator',
} as const
