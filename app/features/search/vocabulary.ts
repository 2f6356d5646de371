/** Who may do what here (app/access/permissions.ts joins it). A publisher for some units sees the words and changes none. */
export const SEARCH_PERMISSIONS = {
  'search-words.view': ['hr-publisher', 'administrator'],
  'search-words.save': ['hr-publisher', 'administrator', 'operator'],
} as const

/** Who may see what is told here: the administrators in the audit log (app/access/audit-visibility.ts joins it). */
export const SEARCH_AUDIT = {
  'search-words.add': 'administrator',
  'search-words.remove': 'administrator',
} as const
