import type { LoaderFunctionArgs } from '@remix-run/node'
import { calendarView, embedPolicy } from '#app/features/calendar/embed-views.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { fileResponse } from '#app/platform/http/file-response.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

/** The calendar for a frame on a page elsewhere: the same for everybody, without cookies and without script. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(params.language)
  const db = database()
  const address = new URL(request.url).searchParams
  const html = calendarView(db, chooseSearchEngine(db), language, address, now())
  context.setPolicy(embedPolicy(settings().EMBED_ORIGINS))
  return fileResponse(request, html, { type: 'text/html' })
}
