/** Who may do what here (app/access/permissions.ts joins it). */
export const PORTAL_PERMISSIONS = {
  'portal.configure': ['administrator'],
} as const
