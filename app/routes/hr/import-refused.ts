import type { LoaderFunctionArgs } from '@remix-run/node'
import { refusedImportFile } from '#app/features/catalogue/import-page.queries.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'

/** The refused lines of a kept file, to be mended and brought in again. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'offer.save')
  const file = refusedImportFile(database(), actor, params.id ?? '', language, now())
  if (file === null) throw new Response(null, { status: 404 })
  return new Response(file, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${language === 'nl' ? 'geweigerde-regels' : 'refused-lines'}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
