import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow, may } from '#app/access/actor.ts'
import { CLOSING_ACTS, changeClosingDays } from '#app/features/working-days/change-closing-days.server.ts'
import { closingDaysForm } from '#app/features/working-days/closing-days-form.server.ts'
import { findClosingDaysPage } from '#app/features/working-days/closing-days-page.queries.server.ts'
import { ClosingDaysPage } from '#app/features/working-days/pages/closing-days-page.tsx'
import workingDaysStyles from '#app/features/working-days/working-days.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['closing', 'hr'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: workingDaysStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'closing-day.view')
  const search = new URL(request.url).searchParams
  return {
    language,
    page: findClosingDaysPage(database(), actor, search, language, now()),
    tokens: tokensFor(closingDaysForm, visitor),
    isPublisher: may(visitor.person, 'publishing.view'),
    done: CLOSING_ACTS.find((act) => act === search.get('done')) ?? null,
    meta: { title: textsFor(language)('closing:title'), hidden: true },
  }
}

/** Adds, changes or takes away closing days, or adds the public holidays that were chosen. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  return answerForm(closingDaysForm, args, ({ actor, value }) => {
    const outcome = changeClosingDays(database(), actor, value, now())
    return outcome.ok ? paths.closingDays(language, { done: outcome.value }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function ClosingDaysRoute() {
  return <ClosingDaysPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
