/** Who may do what here (app/access/permissions.ts joins it). Which offers that is about: app/features/catalogue/offer-scope.server.ts. */
export const PUBLISHING_PERMISSIONS = {
  'publishing.view': ['hr-publisher'],
} as const

/** Who may see what is told here: the administrators in the audit log (app/access/audit-visibility.ts joins it). */
export const PUBLISHING_AUDIT = {
  'offer-draft.begin': 'administrator',
  'offer-draft.discard': 'administrator',
  'offer-draft.restore': 'administrator',
} as const
