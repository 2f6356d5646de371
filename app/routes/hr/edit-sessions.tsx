import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { allow } from '#app/access/actor.ts'
import { changeSessions, SESSION_ACTS } from '#app/features/publishing/change-session.server.ts'
import editorStyles from '#app/features/publishing/editor.css?url'
import { SessionsPage } from '#app/features/publishing/pages/sessions-page.tsx'
import { sessionsForm } from '#app/features/publishing/session-form.server.ts'
import sessionStyles from '#app/features/publishing/sessions.css?url'
import { findSessionsPage } from '#app/features/publishing/sessions-page.queries.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { answerForm, tokensFor } from '#app/platform/http/form/answer-form.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['publishing', 'sessions'] }
export const links: LinksFunction = () => [editorStyles, sessionStyles].map((href) => ({ rel: 'stylesheet', href }))

/** The sessions of an offer in its draft. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const visitor = requireVisitor(request, context)
  const actor = allow(visitor.person, 'offer.save')
  const found = findSessionsPage(database(), actor, params.id ?? '', language, now())
  if (!found) throw new Response(null, { status: 404 })
  const said = new URL(request.url).searchParams.get('done')
  return {
    language,
    ...found,
    tokens: tokensFor(sessionsForm, visitor, params),
    done: SESSION_ACTS.find((one) => one === said) ?? null,
    meta: { title: found.page.title || found.page.kind.label, hidden: true },
  }
}

/** Adds a session, copies one, or brings one back. */
export async function action(args: ActionFunctionArgs) {
  const language = requireLanguage(args.params.language)
  const id = args.params.id ?? ''
  return answerForm(sessionsForm, args, ({ actor, value }) => {
    const outcome = changeSessions(database(), actor, id, value, now())
    if (!outcome.ok) return outcome
    const { act, key } = outcome.value
    const part = act === 'restored' ? 'sessions' : `sessions/${key}`
    return paths.editOffer(language, id, part, { done: act })
  })
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function EditSessionsRoute() {
  return <SessionsPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}
