import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { signInAsDemoPerson } from '#app/features/people/demo-sign-in.server.ts'
import { demoSignInForm } from '#app/features/people/demo-sign-in-form.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { isDemoSignInOpen } from '#app/platform/http/demo-sign-in.server.ts'
import { deviceOf } from '#app/platform/http/device.ts'
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

/** Signs in as one of the demo people. Outside the demo, and for anybody who does not come straight from this machine, it is not there. */
export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  if (!isDemoSignInOpen(context)) throw new Response(null, { status: 404 })
  return answerForm(demoSignInForm, args, ({ value }) => {
    const signIn = {
      handle: value.person,
      device: deviceOf(request.headers.get('User-Agent')),
      before: sessionToken(request.headers.get('Cookie')),
    }
    const token = signInAsDemoPerson(database(), authStore(), signIn, now())
    if (!token) throw data('no-person', { status: 404 })
    const to = safePath(value.to) ?? paths.account(preferredLanguage(request))
    return redirect(to, { headers: { 'Set-Cookie': sessionCookie(token) }, status: 303 })
  })
}
