import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { findAccountPage } from '#app/features/people/account.queries.server.ts'
import { readAccountForm } from '#app/features/people/account-form.ts'
import { revokeSessions } from '#app/features/people/auth-sessions.server.ts'
import { changeLanguage } from '#app/features/people/change-language.server.ts'
import { AccountPage, readAccountNews } from '#app/features/people/pages/account-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { readForm } from '#app/platform/http/form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { signOutResponse } from '#app/platform/http/sign-out.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import myCss from '#app/ui/my.css?url'

export const handle = { texts: ['people'] }
export const links = () => [{ rel: 'stylesheet', href: myCss }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'account.view')
  return {
    language,
    page: findAccountPage(database(), authStore(), actor, visitor, language, now()),
    news: readAccountNews(new URL(request.url).searchParams.get('done')),
    meta: { title: textsFor(language)('people:account.title'), name: portalName(), hidden: true },
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const language = requireLanguage(params.language)
  // The form first: who may is asked once it has arrived, however slowly it came.
  const form = readAccountForm(await readForm(request))
  const { person, authSession } = requireVisitor(request, context)
  if (!form) return data({ problem: 'unreadable' as const }, { status: 400 })
  if (form.intent === 'change-language') {
    changeLanguage(database(), allow(person, 'account.change'), form.language, now())
    return redirect(paths.account(form.language, { done: 'language' }), { status: 303 })
  }
  const actor = allow(person, 'sign-in.end-own')
  if (form.intent === 'end-sign-in') {
    // Somebody else's is as little there as one that has ended.
    if (revokeSessions(authStore(), actor, { of: actor.id, only: form.signIn }) === 0)
      throw new Response(null, { status: 404 })
    if (form.signIn === authSession.id) return signOutResponse(language)
    return redirect(paths.account(language, { done: 'ended' }), { status: 303 })
  }
  revokeSessions(authStore(), actor, { of: actor.id, except: form.intent === 'end-others' ? authSession.id : null })
  return form.intent === 'end-all'
    ? signOutResponse(language)
    : redirect(paths.account(language, { done: 'others' }), { status: 303 })
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? pageMeta(page.meta) : [])

export default function AccountRoute() {
  const { page, language, news } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <AccountPage page={page} language={language} news={news} problem={refused?.problem ?? null} />
}
