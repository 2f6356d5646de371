import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import accountStyles from '#app/features/people/account.css?url'
import { findDemoPeople } from '#app/features/people/demo-people.queries.server.ts'
import { SignInPage, type SignInState } from '#app/features/people/pages/sign-in-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { isPersonal, safePath } from '#app/platform/http/safe-path.ts'
import { visitorOf } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['people'] }
export const links = () => [{ rel: 'stylesheet', href: accountStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const search = new URL(request.url).searchParams
  const to = safePath(search.get('to'))
  const state: SignInState = {
    to,
    isPersonal: isPersonal(to),
    isOut: search.get('signed') === 'out',
    as: visitorOf(context)?.person.name ?? null,
    demo: settings().KOERS_DEMO ? findDemoPeople(database(), now()) : null,
    service: settings().oidc?.name ?? null,
  }
  return {
    language,
    state,
    meta: { title: textsFor(language)('people:signIn.title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function SignInRoute() {
  const { state, language } = useLoaderData<typeof loader>()
  return <SignInPage state={state} language={language} />
}
