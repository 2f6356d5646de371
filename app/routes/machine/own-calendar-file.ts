import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownerOfFeed, readOwnFeedFile } from '#app/features/calendar/own-feed-file.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { database } from '#app/platform/database.server.ts'
import { requireModule } from '#app/platform/http/require-module.server.ts'

const SECRET = { 'Cache-Control': 'no-store' }

/** Somebody's own calendar, for who has its address. Counted by whose it is, and what leads nowhere by who asks. */
export function loader({ params, context }: LoaderFunctionArgs) {
  requireModule('calendar')
  const [, token] = /^([\w-]{43})\.ics$/.exec(params.file ?? '') ?? []
  const [db, at] = [database(), now()]
  const owner = token ? ownerOfFeed(db, token, at) : null
  const waitSeconds = context.takeFeedRead(owner)
  if (waitSeconds > 0)
    return new Response(null, { status: 429, headers: { ...SECRET, 'Retry-After': String(waitSeconds) } })
  const text = owner === null ? null : readOwnFeedFile(db, owner, at)
  if (text === null) return new Response(null, { status: 404, headers: SECRET })
  return new Response(text, { headers: { ...SECRET, 'Content-Type': 'text/calendar; charset=utf-8' } })
}
