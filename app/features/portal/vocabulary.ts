/** Who may do what here (app/access/permissions.ts joins it). */
export const PORTAL_PERMISSIONS = {
  'portal.configure': ['administrator'],
} as const

/** Who may see what is told here: the administrators in the audit log, the person it is about beside the data itself, or nobody (app/access/audit-visibility.ts joins it). */
export const PORTAL_AUDIT = { 'portal.configure': 'administrator' } as const
