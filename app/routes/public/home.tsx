import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findHomePage } from '#app/features/catalogue/home.queries.server.ts'
import { HomePage } from '#app/features/catalogue/pages/home-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fullAddresses } from '#app/platform/http/addresses.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { portalName } from '#app/platform/portal/settings.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

export const handle = { sameForAll: true }

export async function loader({ params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const db = database()
  const t = textsFor(language)
  const page = await findHomePage(db, chooseSearchEngine(db), language, now())
  const description = page.purpose ?? t('home.lead')
  const meta = { title: portalName(), description, addresses: fullAddresses(paths.home, language) }
  return { language, page, meta }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function HomeRoute() {
  const { page, language } = useLoaderData<typeof loader>()
  return <HomePage data={page} language={language} />
}
