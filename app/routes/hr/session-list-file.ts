import type { LoaderFunctionArgs } from '@remix-run/node'
import { sessionListFile } from '#app/features/sign-up/session-list.queries.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'
import { moduleIsOn } from '#app/platform/portal/settings.server.ts'

/** Who comes to a session, as a file that Excel opens. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const language = requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'sign-up.list')
  const file = moduleIsOn('sign-up') ? sessionListFile(database(), actor, params.id ?? '', language, now()) : null
  if (file === null) throw new Response(null, { status: 404 })
  return new Response(file, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${language === 'nl' ? 'deelnemers' : 'participants'}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
