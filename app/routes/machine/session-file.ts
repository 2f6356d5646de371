import type { LoaderFunctionArgs } from '@remix-run/node'
import { findSessionFile } from '#app/features/calendar/calendar-files.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fileResponse } from '#app/platform/http/file-response.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'

/** One session, to put into one's own calendar. */
export function loader({ request, params }: LoaderFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(params.language)
  const [, id] = /^([\w-]{1,40})\.ics$/.exec(params.file ?? '') ?? []
  const text = id ? findSessionFile(database(), language, id, now()) : null
  if (text === null) throw new Response(null, { status: 404 })
  return fileResponse(request, text, { type: 'text/calendar', fileName: 'koers.ics' })
}
