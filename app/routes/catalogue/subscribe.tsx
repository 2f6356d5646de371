import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import calendarStyles from '#app/features/calendar/calendar.css?url'
import { SubscribePage } from '#app/features/calendar/pages/subscribe-page.tsx'
import { findSubscribePage } from '#app/features/calendar/subscribe.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'

export const handle = { texts: ['calendar'], sameForAll: true }
export const links = () => [{ rel: 'stylesheet', href: calendarStyles }]

export function loader({ request, params }: LoaderFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(params.language)
  const page = findSubscribePage(database(), language, new URL(request.url).searchParams)
  return { language, page, meta: { title: textsFor(language)('calendar:subscribeTitle'), hidden: true } }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function SubscribeRoute() {
  const { page, language } = useLoaderData<typeof loader>()
  return <SubscribePage data={page} language={language} />
}
