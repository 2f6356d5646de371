import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OfferPage } from '#app/features/catalogue/pages/offer-page.tsx'
import editorStyles from '#app/features/publishing/editor.css?url'
import { findPreview } from '#app/features/publishing/find-preview.server.ts'
import { PreviewPage } from '#app/features/publishing/pages/preview-page.tsx'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { pageMeta } from '#app/platform/http/page-meta.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

export const handle = { texts: ['publishing', 'catalogue'] }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: editorStyles }]

/** An offer as a visitor would see it, with what is typed and not published. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'offer.save')
  const db = database()
  const found = findPreview(db, chooseSearchEngine(db), actor, params.id ?? '', language, now())
  if (!found) throw new Response(null, { status: 404 })
  return { language, ...found, meta: { title: found.head.title || found.head.kind.label, hidden: true } }
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => (page ? pageMeta(page.meta, matches) : [])

export default function PreviewOfferRoute() {
  const { head, offer, checks, language } = useLoaderData<typeof loader>()
  const page = offer ? <OfferPage offer={offer} language={language} /> : null
  return <PreviewPage head={head} page={page} checks={checks} language={language} />
}
