import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findOwnRequests } from '#app/features/enquiries/own-requests.queries.server.ts'
import { OwnRequestsPage, readOwnNews } from '#app/features/enquiries/pages/own-requests-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { portalFiles } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['enquiries'] }

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  if (!moduleIsOn('enquiries')) throw new Response(null, { status: 404 })
  const actor = requireAllowed(request, context, 'enquiry.send')
  return {
    language,
    rows: findOwnRequests(portalFiles(), actor, language),
    news: readOwnNews(new URL(request.url).searchParams.get('done')),
    meta: { title: textsFor(language)('enquiries:own.title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function OwnRequestsRoute() {
  return <OwnRequestsPage {...useLoaderData<typeof loader>()} />
}
