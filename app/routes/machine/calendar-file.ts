import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCalendarFile } from '#app/features/calendar/calendar-files.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fileResponse } from '#app/platform/http/file-response.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

/** The calendar by any filter of the catalogue, for calendar programs. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(params.language)
  const db = database()
  const address = new URL(request.url).searchParams
  const text = await findCalendarFile(db, chooseSearchEngine(db), language, address, now())
  return fileResponse(request, text, { type: 'text/calendar' })
}
