/** Who may do what here (app/access/permissions.ts joins it). Which offers that is about: app/features/catalogue/offer-scope.server.ts. */
export const PUBLISHING_PERMISSIONS = {
  'publishing.view': ['hr-publisher'],
} as const
