/** The pages whose reading is told, as their button names them; each has its texts in `common:confirmRead`. */
export const READ_PAGES = [
  'person',
  'held-sign-ins',
  'audit-log',
  'access-needs',
  'own-request',
  'contact-request',
] as const
export type ReadPage = (typeof READ_PAGES)[number]

/** How somebody came to a page whose reading is told: by a link of the portal, with a form of it, or by the button that asks first. */
export const CAME_BY = ['portal', 'form', 'button'] as const
export type CameBy = (typeof CAME_BY)[number]

/** What the page with the button needs: which page it opens, its address, and the token of its form. */
export type ConfirmRead = { readonly page: ReadPage; readonly to: string; readonly token: string }

/** What the button needs, in the data of an answer that asks first. */
export function readConfirmation(data: unknown): ConfirmRead | null {
  if (typeof data !== 'object' || data === null || !('confirmRead' in data)) return null
  return (data as { confirmRead: ConfirmRead }).confirmRead
}
