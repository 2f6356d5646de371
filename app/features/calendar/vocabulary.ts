/** Who may do what here (app/access/permissions.ts joins it). */
export const CALENDAR_PERMISSIONS = {
  'calendar.view-own': 'everyone',
  'calendar-feed.manage-own': 'everyone',
  'calendar-feed.forget': ['retention'],
} as const

/** Who may see what is told here: that somebody reads their calendar in another program is theirs to know. */
export const CALENDAR_AUDIT = {
  'calendar-feed.make': 'person',
  'calendar-feed.change': 'person',
  'calendar-feed.revoke': 'person',
} as const
