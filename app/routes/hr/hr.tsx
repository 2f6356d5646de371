import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { countWaiting, findScopeNames } from '#app/features/publishing/hr-page.queries.server.ts'
import { findHrStart } from '#app/features/publishing/hr-start.queries.server.ts'
import { HrPage } from '#app/features/publishing/pages/hr-page.tsx'
import publishingStyles from '#app/features/publishing/publishing.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['hr'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: publishingStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'publishing.view')
  return {
    language,
    page: findHrStart(database(), actor, language, now()),
    scopeNames: findScopeNames(database(), actor, language),
    waiting: countWaiting(database(), actor, now()),
    meta: { title: textsFor(language)('hr:start.title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function HrRoute() {
  return <HrPage {...useLoaderData<typeof loader>()} />
}
