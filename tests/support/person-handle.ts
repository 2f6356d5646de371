import { createHash } from 'node:crypto'
import path from 'node:path'
import Database from 'better-sqlite3'
import { sessionCodes } from '#app/platform/http/session-codes.server.ts'

/** What stands for a person in addresses of the admin area for who comes with this cookie, read from the auth store of the portal's folder. */
export function handleFor(folder: string, cookie: string, personId: string): string {
  const token = cookie.slice(cookie.indexOf('=') + 1)
  const authStore = new Database(path.join(folder, 'auth.sqlite'), { readonly: true })
  const id = authStore
    .prepare('SELECT id FROM auth_sessions WHERE hash = ?')
    .pluck()
    .get(createHash('sha256').update(token).digest())
  authStore.close()
  return sessionCodes({ id: String(id) }).handleOf(personId) ?? ''
}
