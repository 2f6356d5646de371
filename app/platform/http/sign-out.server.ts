import { redirect } from '@remix-run/node'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { clearedSessionCookie } from './session-cookie.server.ts'

/** The answer to who signs out: to the door, which says so; the browser forgets its sign-in and what else it kept of the portal. */
export function signOutResponse(language: Language): Response {
  return redirect(paths.signIn(language, { signed: 'out' }), {
    headers: { 'Set-Cookie': clearedSessionCookie(), 'Clear-Site-Data': '"cache", "storage"' },
    status: 303,
  })
}
