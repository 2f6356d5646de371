import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findOfferPage } from '#app/features/catalogue/offer.queries.server.ts'
import { OfferPage } from '#app/features/catalogue/pages/offer-page.tsx'
import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fullAddresses } from '#app/platform/http/addresses.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

export const handle = { texts: ['catalogue'], sameForAll: true }

export async function loader({ params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const db = database()
  const offer = findOfferPage(db, chooseSearchEngine(db), language, params.slug ?? '', now())
  if (!offer) throw new Response(null, { status: 404 })
  if ('goTo' in offer) throw redirect(offer.goTo, 301)
  const { jsonLd, ...page } = offer
  return {
    language,
    page,
    addresses: { nl: paths.offer('nl', page.slug.nl), en: paths.offer('en', page.slug.en) },
    meta: {
      title: page.title,

      description: page.summary,
      jsonLd,
      addresses: fullAddresses((one) => paths.offer(one, page.slug[one]), language),
    },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => (data ? pageMeta(data.meta, matches) : [])

export default function OfferRoute() {
  const { page, language } = useLoaderData<typeof loader>()
  return <OfferPage offer={page} language={language} />
}
