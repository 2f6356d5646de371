import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SessionListPage } from '#app/features/sign-up/pages/session-list-page.tsx'
import { findSessionList } from '#app/features/sign-up/session-list.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['sign-up'] }

/** Who comes to a session, for who organises it or gives it. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'sign-up.list')
  const list = moduleIsOn('sign-up') ? findSessionList(database(), actor, params.id ?? '', language, now()) : null
  if (!list) throw new Response(null, { status: 404 })
  return { language, list, meta: { title: textsFor(language)('sign-up:list.title'), hidden: true } }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function SessionListRoute() {
  return <SessionListPage {...useLoaderData<typeof loader>()} />
}
