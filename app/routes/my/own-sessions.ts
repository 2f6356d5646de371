import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownSessionIds } from '#app/features/calendar/own-sessions.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'
import { requireAllowed } from '#app/platform/http/visitor.server.ts'

/** Asked by the calendar: which sessions are one's own, so that the page itself is the same for everybody. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  requireModule('calendar')
  requireLanguage(params.language)
  const actor = requireAllowed(request, context, 'calendar.view-own')
  return Response.json({ sessions: [...ownSessionIds(database(), actor, now())] })
}
