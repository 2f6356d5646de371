import { AUDIT_PERMISSIONS } from '#app/features/audit/vocabulary.ts'
import { CALENDAR_PERMISSIONS } from '#app/features/calendar/vocabulary.ts'
import { CATALOGUE_PERMISSIONS } from '#app/features/catalogue/vocabulary.ts'
import { ENQUIRY_PERMISSIONS } from '#app/features/enquiries/vocabulary.ts'
import { MEDIA_PERMISSIONS } from '#app/features/media/vocabulary.ts'
import { PEOPLE_PERMISSIONS } from '#app/features/people/vocabulary.ts'
import { PORTAL_PERMISSIONS } from '#app/features/portal/vocabulary.ts'
import { PRIVACY_PERMISSIONS } from '#app/features/privacy/vocabulary.ts'
import { PUBLISHING_PERMISSIONS } from '#app/features/publishing/vocabulary.ts'
import { REMARK_PERMISSIONS } from '#app/features/remarks/vocabulary.ts'
import { SEARCH_PERMISSIONS } from '#app/features/search/vocabulary.ts'
import { SIGN_UP_PERMISSIONS } from '#app/features/sign-up/vocabulary.ts'
import { TODO_PERMISSIONS } from '#app/features/todo/vocabulary.ts'
import { WORKING_DAYS_PERMISSIONS } from '#app/features/working-days/vocabulary.ts'
import { ROLES, type Role, type System } from './vocabulary.ts'

/** `everyone` is whoever is signed in, whatever their role. */
type Holders = 'everyone' | ReadonlyArray<Role | System>

/**
 * Who may do what: the one table, for server and screen, joined from the vocabularies of the features. What is not in it nobody may do.
 * Names read as `record.verb`; the same record's rules about *which* one (my own, of my unit) stand with the feature and in its SQL.
 */
const JOINED = {
  ...PEOPLE_PERMISSIONS,
  ...TODO_PERMISSIONS,
  ...PRIVACY_PERMISSIONS,
  ...CALENDAR_PERMISSIONS,
  ...CATALOGUE_PERMISSIONS,
  ...PUBLISHING_PERMISSIONS,
  ...WORKING_DAYS_PERMISSIONS,
  ...MEDIA_PERMISSIONS,
  ...PORTAL_PERMISSIONS,
  ...AUDIT_PERMISSIONS,
  ...ENQUIRY_PERMISSIONS,
  ...REMARK_PERMISSIONS,
  ...SIGN_UP_PERMISSIONS,
  ...SEARCH_PERMISSIONS,
} as const satisfies Record<string, Holders>

export type Permission = keyof typeof JOINED

function rolesOf(holders: Holders): ReadonlyArray<Role | System> {
  return holders === 'everyone' ? ROLES : holders
}

const entries = Object.entries(JOINED).map(([permission, holders]) => [permission, rolesOf(holders)])

export const PERMISSIONS: Readonly<Record<Permission, ReadonlyArray<Role | System>>> = Object.fromEntries(entries)
