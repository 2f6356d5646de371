import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SavedPage } from '#app/features/catalogue/pages/saved-page.tsx'
import { findSavedPage } from '#app/features/catalogue/saved.queries.server.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { moduleIsOn, settings } from '#app/platform/env.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { database } from '#db/client.server.ts'

/** Without ids the empty page; the page itself asks for the offers that this browser has saved. */
export function loader({ request, params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  if (!moduleIsOn('saved')) throw new Response(null, { status: 404 })
  const ids = new URL(request.url).searchParams.getAll('id')
  return {
    ...findSavedPage(database(), language, ids, now()),
    language,
    meta: { title: textsFor(language)('saved.title'), name: settings().KOERS_NAME, hidden: true },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? pageMeta(data.meta) : [])

export default function SavedRoute() {
  const { language } = useLoaderData<typeof loader>()
  return <SavedPage language={language} />
}
