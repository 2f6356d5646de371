/** Who may do what here (app/access/permissions.ts joins it). */
export const PRIVACY_PERMISSIONS = {
  'access-needs.read-own': 'everyone',
  'access-needs.save-own': 'everyone',
  'access-needs.forget': ['retention'],
  'confidential-log.erase': ['retention'],
  'keys.manage': ['operator', 'retention'],
} as const

/** Of these permissions: about which record each is, which relations to it carry it, and what it lets somebody do with the record's sealed texts. */
export const PRIVACY_RECORD_RULES = {
  'access-needs.read-own': { on: 'access-needs', carriedBy: ['own'], lets: 'open' },
  'access-needs.save-own': { on: 'access-needs', carriedBy: ['own'], lets: 'save' },
  'access-needs.forget': { on: 'access-needs', carriedBy: ['system'], lets: 'erase' },
} as const

/** Who may see what is told here. That somebody has access needs at all is theirs alone to know, also when their key is destroyed. */
export const PRIVACY_AUDIT = {
  'access-needs.read': 'person',
  'access-needs.save': 'person',
  'access-needs.clear': 'person',
  'access-needs.forget': 'person',
  'data-key.destroy': 'nobody',
  'keys.rotate': 'administrator',
  'keys.verify': 'administrator',
  'keys.make': 'administrator',
  'keys.drop': 'administrator',
} as const
