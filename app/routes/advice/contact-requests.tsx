import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findContactRequests } from '#app/features/enquiries/contact.queries.server.ts'
import { ContactRequestsPage } from '#app/features/enquiries/pages/contact-requests-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { portalFiles } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

export const handle = { texts: ['enquiries'] }

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'contact-request.open')
  if (!moduleIsOn('enquiries')) throw new Response(null, { status: 404 })
  return {
    language,
    lists: findContactRequests(portalFiles(), actor, language, now()),
    isDone: new URL(request.url).searchParams.get('done') === 'answered',
    meta: { title: textsFor(language)('enquiries:advice.title'), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function ContactRequestsRoute() {
  return <ContactRequestsPage {...useLoaderData<typeof loader>()} />
}
