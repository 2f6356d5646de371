/** Who may do what here (app/access/permissions.ts joins it). Anybody may leave a remark; those about an offer go to its owners, all others to central publishers. */
export const REMARK_PERMISSIONS = {
  'remark.settle': ['hr-publisher'],
} as const

/** Who may see what is told here. */
export const REMARK_AUDIT = {
  'remark.settle': 'administrator',
} as const
