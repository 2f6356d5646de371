/** Who may do what here (app/access/permissions.ts joins it). */
export const TODO_PERMISSIONS = {
  'todo.view': 'everyone',
} as const
