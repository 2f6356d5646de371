import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { changeSession, SESSION_ACTS } from '#app/features/publishing/change-session.server.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { SessionPage } from '#app/features/publishing/pages/session-page.tsx'
import { sessionForm } from '#app/features/publishing/session-form.server.ts'
import { LARGEST_SESSION } from '#app/features/publishing/session-form-values.ts'
import { findSessionPage } from '#app/features/publishing/session-page.queries.server.ts'
import sessionStyles from '#app/features/publishing/sessions.css?url'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['publishing', 'sessions'], largestBody: LARGEST_SESSION.body }
export const links: LinksFunction = () => [editorStyles, sessionStyles].map((href) => ({ rel: 'stylesheet', href }))

/** One session of an offer in its draft. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'offer.save')
  const { searchParams: search } = new URL(request.url)
  const at = { id: params.id ?? '', key: params.key ?? '', search }
  const found = findSessionPage(database(), actor, at, language, now())
  if (!found) throw new Response(null, { status: 404 })
  return {
    language,
    ...found,
    tokens: tokensFor(sessionForm, visitor, params),
    done: SESSION_ACTS.find((one) => one === search.get('done')) ?? null,
    meta: { title: found.page.title || found.page.kind.label, hidden: true },
  }
}

/** Keeps a session as it was typed, cuts a day of it into parts, takes it away, calls it off or brings it back. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const { id = '', key = '' } = args.params
  return answerForm(sessionForm, args, ({ actor, value }) => {
    const outcome = changeSession(database(), actor, { id, key }, value, now())
    if (!outcome.ok) return outcome
    const part = outcome.value.act === 'removed' ? 'sessions' : `sessions/${key}`
    return paths.editOffer(language, id, part, { done: outcome.value.act })
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function EditSessionRoute() {
  return <SessionPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
