import { AUDIT_AUDIT } from '#app/features/audit/vocabulary.ts'
import { CALENDAR_AUDIT } from '#app/features/calendar/vocabulary.ts'
import { CATALOGUE_AUDIT } from '#app/features/catalogue/vocabulary.ts'
import { ENQUIRY_AUDIT } from '#app/features/enquiries/vocabulary.ts'
import { MEDIA_AUDIT } from '#app/features/media/vocabulary.ts'
import { PEOPLE_AUDIT } from '#app/features/people/vocabulary.ts'
import { PORTAL_AUDIT } from '#app/features/portal/vocabulary.ts'
import { PRIVACY_AUDIT } from '#app/features/privacy/vocabulary.ts'
import { PUBLISHING_AUDIT } from '#app/features/publishing/vocabulary.ts'
import { REMARK_AUDIT } from '#app/features/remarks/vocabulary.ts'
import { SEARCH_AUDIT } from '#app/features/search/vocabulary.ts'
import { SIGN_UP_AUDIT } from '#app/features/sign-up/vocabulary.ts'
import { WORKING_DAYS_AUDIT } from '#app/features/working-days/vocabulary.ts'

/** Who may see an event: administrators in the audit log, the person it is about beside the data itself, or nobody but `audit:verify`. */
export type AuditReader = 'administrator' | 'person' | 'nobody'

/**
 * Who may see which action, joined from the vocabularies of the features. An action that is not in it cannot be recorded (it does not compile), and
 * one that an older or newer version recorded is shown to nobody.
 */
const JOINED = {
  ...PEOPLE_AUDIT,
  ...CALENDAR_AUDIT,
  ...CATALOGUE_AUDIT,
  ...PORTAL_AUDIT,
  ...PRIVACY_AUDIT,
  ...PUBLISHING_AUDIT,
  ...WORKING_DAYS_AUDIT,
  ...SIGN_UP_AUDIT,
  ...MEDIA_AUDIT,
  ...AUDIT_AUDIT,
  ...ENQUIRY_AUDIT,
  ...REMARK_AUDIT,
  ...SEARCH_AUDIT,
} as const satisfies Record<string, AuditReader>

export type DeclaredAction = keyof typeof JOINED

/** The actions that this reader may see. */
export function actionsFor(reader: Exclude<AuditReader, 'nobody'>): ReadonlyArray<DeclaredAction> {
  const entries = Object.entries(JOINED) as ReadonlyArray<[DeclaredAction, AuditReader]>
  return entries.flatMap(([action, who]) => (who === reader ? [action] : []))
}

const ON_THE_DESK: ReadonlySet<string> = new Set(actionsFor('administrator'))

/** Whether administrators may see this action; of one that is not declared nobody may. */
export function isOnTheDesk(action: string): boolean {
  return ON_THE_DESK.has(action)
}

/** The condition for it in SQL. The plus keeps the index of times in use: nearly all events are on the desk. */
export const ON_THE_DESK_SQL = `+action IN (${[...ON_THE_DESK].map((action) => `'${action}'`).join(', ')})`
