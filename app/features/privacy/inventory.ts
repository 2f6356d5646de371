import { AUDIT_LINES } from '#app/features/audit/data-inventory.ts'
import { CALENDAR_LINES } from '#app/features/calendar/data-inventory.ts'
import { CATALOGUE_LINES } from '#app/features/catalogue/data-inventory.ts'
import { ENQUIRY_LINES } from '#app/features/enquiries/data-inventory.ts'
import { MEDIA_LINES } from '#app/features/media/data-inventory.ts'
import { PEOPLE_LINES } from '#app/features/people/data-inventory.ts'
import { PORTAL_LINES } from '#app/features/portal/data-inventory.ts'
import { PUBLISHING_LINES } from '#app/features/publishing/data-inventory.ts'
import { REMARK_LINES } from '#app/features/remarks/data-inventory.ts'
import { SEARCH_LINES } from '#app/features/search/data-inventory.ts'
import { SIGN_UP_LINES } from '#app/features/sign-up/data-inventory.ts'
import { WORKING_DAYS_LINES } from '#app/features/working-days/data-inventory.ts'
import { PLATFORM_LINES } from '#app/platform/data-inventory.ts'
import type { File, Line } from '#app/platform/inventory/line.ts'
import { PRIVACY_LINES } from './data-inventory.ts'

/**
 * Every column the portal keeps, and why, on what ground, how long, who sees it, and what becomes of it, joined from the features. The
 * notices beside forms, the register (docs/privacy/register.md) and what is forgotten read it here; tests compare it with the real databases.
 */
export const INVENTORY: ReadonlyArray<Line> = [
  ...CATALOGUE_LINES,
  ...CALENDAR_LINES,
  ...MEDIA_LINES,
  ...PORTAL_LINES,
  ...PUBLISHING_LINES,
  ...WORKING_DAYS_LINES,
  ...SEARCH_LINES,
  ...PEOPLE_LINES,
  ...PLATFORM_LINES,
  ...AUDIT_LINES,
  ...PRIVACY_LINES,
  ...ENQUIRY_LINES,
  ...REMARK_LINES,
  ...SIGN_UP_LINES,
]

/** What is known of a column of the database, or of another file. Throws for one that is not in the inventory. */
export function lineOf(table: string, column: string, file: File = 'koers'): Line {
  const line = INVENTORY.find((one) => one.file === file && one.table === table && one.column === column)
  if (!line) throw new Error(`${table}.${column} is not in the inventory`)
  return line
}
