import type { LoaderFunctionArgs } from '@remix-run/node'
import { suggest } from '#app/features/catalogue/suggest.queries.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

/** What fits while somebody types, as JSON. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const typed = new URL(request.url).searchParams.get('q') ?? ''
  const db = database()
  return Response.json(await suggest(db, chooseSearchEngine(db), language, typed, now()), {
    headers: { 'Cache-Control': 'private, max-age=30' },
  })
}
