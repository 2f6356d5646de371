import type { LoaderFunctionArgs } from '@remix-run/node'
import { ATOM_TYPE, findThemeFeed } from '#app/features/calendar/theme-feed.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { fileResponse } from '#app/platform/http/file-response.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'
import { chooseSearchEngine } from '#app/search/engine.server.ts'

/** What is new under a theme, for feed readers. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  requireModule('calendar')
  const language = requireLanguage(params.language)
  const [, theme] = /^([a-z-]{1,40})\.atom$/.exec(params.file ?? '') ?? []
  const db = database()
  const text = theme ? await findThemeFeed(db, chooseSearchEngine(db), language, theme, now()) : null
  if (text === null) throw new Response(null, { status: 404 })
  return fileResponse(request, text, { type: ATOM_TYPE })
}
