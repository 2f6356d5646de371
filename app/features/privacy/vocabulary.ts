/** Who may do what here (app/access/permissions.ts joins it). */
export const PRIVACY_PERMISSIONS = {
  'access-needs.read-own': 'everyone',
  'access-needs.save-own': 'everyone',
  'access-needs.forget': ['retention'],
  'keys.manage': ['operator', 'retention'],
} as const
