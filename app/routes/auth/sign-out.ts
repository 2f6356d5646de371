import type { ActionFunctionArgs } from '@remix-run/node'
import { revokeSessionOfToken } from '#app/features/people/auth-sessions.server.ts'
import { authStore } from '#app/platform/database.server.ts'
import { preferredLanguage } from '#app/platform/http/language.server.ts'
import { sessionToken } from '#app/platform/http/session-cookie.server.ts'
import { signOutResponse } from '#app/platform/http/sign-out.server.ts'

/** A form only: a link or an image must not sign anybody out. */
export function loader() {
  throw new Response(null, { status: 404 })
}

/** Ends this sign-in and lets the browser forget what it kept of the portal. Who was signed out already is led on in the same way. */
export function action({ request }: ActionFunctionArgs) {
  const token = sessionToken(request.headers.get('Cookie'))
  if (token) revokeSessionOfToken(authStore(), token)
  return signOutResponse(preferredLanguage(request))
}
