import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import accountStyles from '#app/features/people/account.css?url'
import { TodoPage } from '#app/features/todo/pages/todo-page.tsx'
import { findAskedPage } from '#app/features/todo/todo.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { confidentialDatabase, database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['people'] }
export const links = () => [{ rel: 'stylesheet', href: accountStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'todo.view')
  return {
    language,
    rows: findAskedPage(database(), actor, language, now(), confidentialDatabase()),
    meta: { title: textsFor(language)('people:todo.title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function AskedRoute() {
  const { rows, language } = useLoaderData<typeof loader>()
  return <TodoPage rows={rows} language={language} />
}
