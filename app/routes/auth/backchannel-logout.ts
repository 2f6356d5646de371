import type { ActionFunctionArgs } from '@remix-run/node'
import { endSessionsForService } from '#app/features/people/backchannel-logout.server.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore, database } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { LARGEST } from '#app/platform/http/form/define-form.server.ts'
import { readBody } from '#app/platform/http/form/read-body.server.ts'

/** A message only: there is nothing to read here. */
export function loader() {
  throw new Response(null, { status: 404 })
}

const HEADERS = { 'Cache-Control': 'no-store' }

/** Where the sign-in service, and no browser, tells that somebody signed out there. What else stands in the message is ignored, as the standard says. */
export async function action({ request }: ActionFunctionArgs) {
  const { oidc } = settings()
  if (!oidc) throw new Response(null, { status: 404 })
  const entries = await readBody(request, LARGEST)
  const tokens = typeof entries === 'string' ? [] : entries.filter(([name]) => name === 'logout_token')
  const [token = ''] = tokens.map(([, value]) => value)
  const isOne = tokens.length === 1 && typeof token === 'string'
  const ended = isOne ? await endSessionsForService(database(), authStore(), oidc, token, now()) : null
  if (ended?.ok) return new Response(null, { status: 200, headers: HEADERS })
  return Response.json({ error: 'invalid_request' }, { status: 400, headers: HEADERS })
}
