import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findAskedPage } from '#app/features/asked/asked.queries.server.ts'
import { AskedPage } from '#app/features/asked/pages/asked-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { portalName } from '#app/platform/portal-settings.server.ts'
import myCss from '#app/ui/my.css?url'
import { database } from '#db/client.server.ts'

export const handle = { texts: ['people'] }
export const links = () => [{ rel: 'stylesheet', href: myCss }]

export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'asked.view')
  return {
    language,
    rows: findAskedPage(database(), actor, language, now()),
    meta: { title: textsFor(language)('people:asked.title'), name: portalName(), hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? pageMeta(data.meta) : [])

export default function AskedRoute() {
  const { rows, language } = useLoaderData<typeof loader>()
  return <AskedPage rows={rows} language={language} />
}
