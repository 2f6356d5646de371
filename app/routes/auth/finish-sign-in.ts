import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { findVisitorByToken } from '#app/features/people/auth-sessions.server.ts'
import { finishOidcSignIn } from '#app/features/people/oidc-sign-in.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { deviceOf } from '#app/platform/http/device.ts'
import { firstPage } from '#app/platform/http/first-page.ts'
import { clearedFlowCookie, flowToken } from '#app/platform/http/flow-cookie.server.ts'
import { preferredLanguage } from '#app/platform/http/language.server.ts'
import { sessionCookie, sessionToken } from '#app/platform/http/session-cookie.server.ts'
import { signInRefused } from '#app/platform/http/sign-in-refused.server.ts'
import { visitorOf } from '#app/platform/http/visitor.server.ts'

/** Where the sign-in service sends people back to: signs them in under a new id, or leads to a page that says why not. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { oidc } = settings()
  if (!oidc) throw new Response(null, { status: 404 })
  const cookie = request.headers.get('Cookie')
  const language = preferredLanguage(request)
  const answer = {
    search: new URL(request.url).search,
    flowToken: flowToken(cookie),
    before: sessionToken(cookie),
    device: deviceOf(request.headers.get('User-Agent')),
    language,
  }
  const finished = await finishOidcSignIn(database(), authStore(), oidc, answer, now())
  if (finished.ok) {
    const headers = new Headers({ 'Cache-Control': 'no-store' })
    headers.append('Set-Cookie', sessionCookie(finished.token))
    headers.append('Set-Cookie', clearedFlowCookie())
    const visitor = findVisitorByToken(database(), authStore(), finished.token, now())?.visitor ?? null
    return redirect(finished.goTo ?? firstPage(visitor, language), { headers })
  }
  // Back and forward in the browser, or a second tab: they are in already.
  const visitor = visitorOf(context)
  if (finished.problem === 'unknown-way' && visitor) return redirect(firstPage(visitor, language))
  return signInRefused(request, finished, finished.wasTaken ? [clearedFlowCookie()] : [])
}
