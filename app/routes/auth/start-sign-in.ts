import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { startOidcSignIn } from '#app/features/people/oidc-sign-in.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { flowCookie, flowToken } from '#app/platform/http/flow-cookie.server.ts'
import { safePath } from '#app/platform/http/safe-path.ts'
import { signInRefused } from '#app/platform/http/sign-in-refused.server.ts'
import { visitorOf } from '#app/platform/http/visitor.server.ts'

/** Leads to the sign-in service. A link and no form: what a form may lead to is held to this portal, redirects included (`form-action`). */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { oidc } = settings()
  if (!oidc) throw new Response(null, { status: 404 })
  const search = new URL(request.url).searchParams
  const goTo = safePath(search.get('to'))
  const stepUp = search.get('step-up') === 'yes'
  const personId = visitorOf(context)?.person.id ?? null
  const tokenBefore = flowToken(request.headers.get('Cookie'))
  const started = await startOidcSignIn(authStore(), oidc, { goTo, stepUp, personId, tokenBefore }, now())
  if (!started.ok) return signInRefused(request, { problem: started.problem, detail: '', goTo })
  const { address, token } = started.value
  return redirect(address, { headers: { 'Set-Cookie': flowCookie(token), 'Cache-Control': 'no-store' } })
}
