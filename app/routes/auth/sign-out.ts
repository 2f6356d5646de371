import type { ActionFunctionArgs } from '@remix-run/node'
import { endByToken } from '#app/features/people/auth-sessions.server.ts'
import { preferredLanguage } from '#app/platform/http/language.server.ts'
import { signInToken } from '#app/platform/http/session-cookie.server.ts'
import { leave } from '#app/platform/http/sign-out.server.ts'
import { theDoor } from '#db/auth-store.server.ts'

/** A form only: a link or an image must not sign anybody out. */
export function loader() {
  throw new Response(null, { status: 404 })
}

/** Ends this sign-in and lets the browser forget what it kept of the portal. Who was signed out already is led on in the same way. */
export function action({ request }: ActionFunctionArgs) {
  const token = signInToken(request.headers.get('Cookie'))
  if (token) endByToken(theDoor(), token)
  return leave(preferredLanguage(request))
}
