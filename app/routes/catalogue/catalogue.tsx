import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { feedOfPage } from '#app/features/calendar/theme-feed.server.ts'
import { findCataloguePage } from '#app/features/catalogue/catalogue.queries.server.ts'
import { CataloguePage } from '#app/features/catalogue/pages/catalogue-page.tsx'
import { textsFor } from '#app/i18n/instance.server.ts'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fullAddresses } from '#app/platform/http/addresses.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

export const handle = { texts: ['catalogue'], sameForAll: true }

export async function loader({ request, params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const [db, address] = [database(), new URL(request.url).searchParams]
  const page = await findCataloguePage(db, chooseSearchEngine(db), language, address, now())
  const t = textsFor(language)
  const title = page.q ? t('catalogue:titleFor', { q: page.q }) : t('catalogue:title')
  // Searches are not for search engines; the list itself is.
  const hidden = page.q !== '' || page.chosen > 0 || page.page > 1
  return {
    language,
    page,
    feed: feedOfPage(db, language, address),
    meta: {
      title,

      description: t('home.lead'),
      hidden,
      addresses: fullAddresses(paths.catalogue, language),
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (!data) return []
  const feed = data.feed ? [{ tagName: 'link' as const, rel: 'alternate', ...data.feed }] : []
  return [...pageMeta(data.meta, matches), ...feed]
}

export default function CatalogueRoute() {
  const { page, language } = useLoaderData<typeof loader>()
  return <CataloguePage data={page} language={language} />
}
