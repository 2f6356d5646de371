/** Who may do what here (app/access/permissions.ts joins it). */
export const AUDIT_PERMISSIONS = {
  'audit.view': ['administrator'],
  'audit.verify': ['operator', 'auditor'],
  'audit.forget-reasons': ['retention'],
} as const
