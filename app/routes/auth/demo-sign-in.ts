import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { findVisitorByToken } from '#app/features/people/auth-sessions.server.ts'
import { isDemoHandle } from '#app/features/people/demo-people.ts'
import { signInAsDemoPerson } from '#app/features/people/demo-sign-in.server.ts'
import { demoSignInForm } from '#app/features/people/demo-sign-in-form.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { codeIn, demoCookie, isDemoToken, showsDemoToken } from '#app/platform/http/demo-token.server.ts'
import { deviceOf } from '#app/platform/http/device.ts'
import { firstPage } from '#app/platform/http/first-page.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { preferredLanguage } from '#app/platform/http/language.server.ts'
import { safePath } from '#app/platform/http/safe-path.ts'
import { sessionCookie, sessionToken } from '#app/platform/http/session-cookie.server.ts'

export {
  DemoRefusedPage as default,
  DemoRefusedPage as ErrorBoundary,
} from '#app/features/people/pages/demo-refused-page.tsx'

export const handle = { texts: ['people'] }

/** A form only: there is nothing to read here. */
export function loader() {
  throw new Response(null, { status: 404 })
}

/** Signs in as one of the demo people, with the token of this demo; without it the answer asks for it. Outside the demo this does not exist. */
export async function action(args: ActionFunctionArgs) {
  const { request } = args
  if (!settings().KOERS_DEMO) throw new Response(null, { status: 404 })
  const answer = await answerForm(demoSignInForm, args, ({ value }) => {
    if (!isDemoHandle(value.person)) throw data('no-person', { status: 404 })
    const hasToken = showsDemoToken(request.headers)
    if (!hasToken && !value.code) return { ok: false, problem: 'no-code' }
    if (!hasToken && !isDemoToken(codeIn(value.code ?? ''))) return { ok: false, problem: 'wrong-code' }
    const signIn = {
      handle: value.person,
      device: deviceOf(request.headers.get('User-Agent')),
      before: sessionToken(request.headers.get('Cookie')),
    }
    const token = signInAsDemoPerson(database(), authStore(), signIn, now())
    if (!token) throw data('no-person', { status: 404 })
    const headers = new Headers({ 'Set-Cookie': sessionCookie(token) })
    if (!hasToken) headers.append('Set-Cookie', demoCookie())
    const visitor = findVisitorByToken(database(), authStore(), token, now())?.visitor ?? null
    return redirect(safePath(value.to) ?? firstPage(visitor, preferredLanguage(request)), { headers, status: 303 })
  })
  if (answer instanceof Response) return answer
  // The page is in the boundary: this address has nothing to read, so a loader after the action would say 404.
  throw answer
}
