/** Who may do what here (app/access/permissions.ts joins it). */
export const AUDIT_PERMISSIONS = {
  'audit.view': ['administrator'],
  'audit.verify': ['operator', 'auditor'],
  'audit.forget-reasons': ['retention'],
} as const

/** Who may see what is told here: the administrators in the audit log, the person it is about beside the data itself, or nobody (app/access/audit-visibility.ts joins it). */
export const AUDIT_AUDIT = {
  'audit.view': 'administrator',
  'audit.forget-reasons': 'administrator',
} as const
