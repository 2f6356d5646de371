/** The closed lists of people: their categories and career stages. This file imports nothing; every value has a text in locales/{nl,en}/screens/people.json. */

/** Categories of staff: academic, support, and who is here as a guest. In Flanders ZAP, AAP and BAP are academic, ATP is support. */
export const STAFF_CATEGORIES = ['academic', 'support', 'guest'] as const
export type StaffCategory = (typeof STAFF_CATEGORIES)[number]

export const CAREER_STAGES = [
  'phd-candidate',
  'postdoc',
  'lecturer',
  'assistant-professor',
  'associate-professor',
  'full-professor',
  'support-starting',
  'support-experienced',
  'manager',
] as const
export type CareerStage = (typeof CAREER_STAGES)[number]

/** Who may do what here (app/access/permissions.ts joins it). */
export const PEOPLE_PERMISSIONS = {
  'account.view': 'everyone',
  'account.change': 'everyone',
  'sign-in.begin': ['sign-in', 'seed'],
  'sign-in.end-own': 'everyone',
  'sign-in.decide': ['administrator', 'operator'],
  'sign-in.end-others': ['administrator', 'operator', 'retention', 'sign-in'],
  'admin.view': ['administrator'],
  'person.search': ['administrator'],
  'person.view': ['administrator'],
  'person.add': ['administrator', 'operator', 'seed', 'sign-in'],
  'person.change': ['administrator', 'operator', 'seed', 'sign-in'],
  'person.merge': ['administrator', 'operator'],
  'person.erase': ['retention'],
  'person.import': ['operator'],
  'role.grant': ['administrator', 'operator', 'seed', 'sign-in'],
  'role.end': ['administrator', 'operator', 'sign-in'],
  'relation.grant': ['seed'],
  'unit.save': ['administrator', 'operator', 'seed'],
} as const

/** Who may see what is told here: the administrators in the audit log, the person it is about beside the data itself, or nobody (app/access/audit-visibility.ts joins it). */
export const PEOPLE_AUDIT = {
  'person.add': 'administrator',
  'person.disable': 'administrator',
  'person.enable': 'administrator',
  'person.change': 'administrator',
  'person.import': 'administrator',
  'person.view': 'administrator',
  'person.erase': 'administrator',
  'person.note-organisation': 'administrator',
  'person.merge': 'administrator',
  'person.unmerge': 'administrator',
  'identity.add': 'administrator',
  'affiliation.add': 'administrator',
  'affiliation.change': 'administrator',
  'relation.grant': 'administrator',
  'role.grant': 'administrator',
  'role.end': 'administrator',
  'account.change': 'administrator',
  'sign-in.begin': 'administrator',
  'sign-in.end-others': 'administrator',
  'sign-in.hold': 'administrator',
  'sign-in.admit': 'administrator',
  'sign-in.turn-away': 'administrator',
  'sign-in.view-held': 'administrator',
  'unit.add': 'administrator',
  'unit.change': 'administrator',
} as const
