import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { findAdminCounts } from '#app/features/people/admin.queries.server.ts'
import { AdminPage } from '#app/features/people/pages/admin-page.tsx'
import peopleStyles from '#app/features/people/people.css?url'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'

export const handle = { texts: ['admin'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: peopleStyles }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'admin.view')
  return {
    language,
    numbers: { ...findAdminCounts(database(), actor, now()), portal: kindsOn().length },
    meta: { title: textsFor(language)('admin:title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function DeskRoute() {
  return <AdminPage {...useLoaderData<typeof loader>()} />
}
