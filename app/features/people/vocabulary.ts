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
