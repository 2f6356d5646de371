import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { changeSignUp } from '#app/features/sign-up/change-own-sign-up.server.ts'
import { SIGN_UP_NEWS, SignUpPage } from '#app/features/sign-up/pages/sign-up-page.tsx'
import signUpStyles from '#app/features/sign-up/sign-up.css?url'
import { signUpForm } from '#app/features/sign-up/sign-up-form.server.ts'
import { findSignUpPage } from '#app/features/sign-up/sign-up-page.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['sign-up'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: signUpStyles }]

/** One session, as somebody signs up for it. Who is not signed in comes back here after that. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'sign-up.make')
  const page = moduleIsOn('sign-up') ? findSignUpPage(database(), actor, params.id ?? '', language, now()) : null
  if (!page) throw new Response(null, { status: 404 })
  const said = new URL(request.url).searchParams.get('done')
  return {
    language,
    page,
    news: SIGN_UP_NEWS.find((one) => one === said) ?? null,
    addresses: page.addresses,
    meta: { title: textsFor(language)('sign-up:title'), hidden: true },
  }
}

/** Signs up, takes a place that was offered, or gives it up. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const sessionId = args.params.id ?? ''
  return answerForm(signUpForm, args, ({ actor, value }) => {
    if (!moduleIsOn('sign-up')) throw new Response(null, { status: 404 })
    const outcome = changeSignUp(database(), actor, { sessionId, language, ...value }, now())
    return outcome.ok ? paths.signUp(language, sessionId, { done: outcome.value }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function SignUpRoute() {
  return <SignUpPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
