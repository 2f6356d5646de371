import type { LoaderFunctionArgs } from '@remix-run/node'
import { offerListFile } from '#app/features/publishing/offer-list.queries.server.ts'
import { readListQuery } from '#app/features/publishing/offer-list.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'

/** The list of one's own offers as a file that Excel opens. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'publishing.view')
  const file = offerListFile(database(), actor, readListQuery(new URL(request.url).searchParams), language, now())
  return new Response(file, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${language === 'nl' ? 'aanbod' : 'offers'}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
