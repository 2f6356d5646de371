/** Who may do what here (app/access/permissions.ts joins it). A publisher for some units sees the closing days and changes none. */
export const WORKING_DAYS_PERMISSIONS = {
  'closing-day.view': ['hr-publisher', 'administrator'],
  'closing-day.save': ['hr-publisher', 'administrator', 'seed'],
} as const

/** Who may see what is told here: the administrators in the audit log (app/access/audit-visibility.ts joins it). */
export const WORKING_DAYS_AUDIT = {
  'closing-day.add': 'administrator',
  'closing-day.change': 'administrator',
  'closing-day.remove': 'administrator',
} as const

/** The countries whose public holidays can be proposed. */
export const HOLIDAY_COUNTRIES = ['nl', 'be'] as const
export type HolidayCountry = (typeof HOLIDAY_COUNTRIES)[number]
