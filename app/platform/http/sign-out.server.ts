import { redirect } from '@remix-run/node'
import type { Language } from '#app/i18n/languages.ts'
import { paths } from '#app/paths.ts'
import { clearedSessionCookie } from './session-cookie.server.ts'

/** The response to signing out: redirects to the sign-in page, and has the browser clear its cookie, cache and storage of the portal. */
export function signOutResponse(language: Language): Response {
  return redirect(paths.signIn(language, { signed: 'out' }), {
    headers: { 'Set-Cookie': clearedSessionCookie(), 'Clear-Site-Data': '"cache", "storage"' },
    status: 303,
  })
}
