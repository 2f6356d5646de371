import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import accountStyles from '#app/features/people/account.css?url'
import { findAccountPage } from '#app/features/people/account.queries.server.ts'
import { accountForm } from '#app/features/people/account-form.server.ts'
import { revokeSessions } from '#app/features/people/auth-sessions.server.ts'
import { changeLanguage } from '#app/features/people/change-language.server.ts'
import { AccountPage, readAccountNews } from '#app/features/people/pages/account-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { signOutResponse } from '#app/platform/http/sign-out.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['people'] }
export const links = () => [{ rel: 'stylesheet', href: accountStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'account.view')
  return {
    language,
    page: findAccountPage(database(), authStore(), actor, visitor, language, now()),
    signUpsHref: moduleIsOn('sign-up') ? paths.ownSignUps(language) : null,
    requestsHref: moduleIsOn('enquiries') ? paths.ownRequests(language) : null,
    news: readAccountNews(new URL(request.url).searchParams.get('done')),
    meta: { title: textsFor(language)('people:account.title'), hidden: true },
  }
}

export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(accountForm, args, ({ actor: person, visitor: { authSession }, value }) => {
    if (value.intent === 'change-language') {
      changeLanguage(database(), allow(person, 'account.change'), value.language, now())
      return paths.account(value.language, { done: 'language' })
    }
    const actor = allow(person, 'sign-in.end-own')
    if (value.intent === 'end-sign-in') {
      // Somebody else's is as little there as one that has ended.
      if (revokeSessions(authStore(), actor, { of: actor.id, only: value.signIn }) === 0)
        throw new Response(null, { status: 404 })
      return value.signIn === authSession.id ? signOutResponse(language) : paths.account(language, { done: 'ended' })
    }
    const except = value.intent === 'end-others' ? authSession.id : null
    revokeSessions(authStore(), actor, { of: actor.id, except })
    return value.intent === 'end-all' ? signOutResponse(language) : paths.account(language, { done: 'others' })
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function AccountRoute() {
  const { page, requestsHref, signUpsHref, language, news } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <AccountPage
      page={page}
      requestsHref={requestsHref}
      signUpsHref={signUpsHref}
      language={language}
      news={news}
      refused={refused ?? null}
    />
  )
}
