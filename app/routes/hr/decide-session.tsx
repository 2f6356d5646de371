import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { decideSent } from '#app/features/publishing/decide-sent.server.ts'
import { decisionForm } from '#app/features/publishing/decision-form.server.ts'
import { findDecisionPage } from '#app/features/publishing/decision-page.queries.server.ts'
import { DecisionPage } from '#app/features/publishing/pages/decision-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['sessions'] }

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'session.decide')
  const page = findDecisionPage(database(), actor, params.id ?? '', language, now())
  if (!page) throw new Response(null, { status: 404 })
  return {
    language,
    page,
    token: tokensFor(decisionForm, visitor, params).decide,
    isDone: new URL(request.url).searchParams.has('done'),
    meta: { title: textsFor(language)('sessions:decision.title'), hidden: true },
  }
}

/** Decides whether a session goes on. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(decisionForm, args, ({ actor, value }) => {
    const outcome = decideSent(database(), actor, id, value.decision, now())
    return outcome.ok ? paths.sessionDecision(language, id, { done: 'decided' }) : outcome
  })
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function DecideSessionRoute() {
  return <DecisionPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
