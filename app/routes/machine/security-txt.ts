import { paths } from '#app/paths.ts'
import { now } from '#app/platform/clock.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'

/** RFC 9116 asks for an end less than a year away. */
const GOOD_FOR_MS = 300 * 86_400_000

/** Where a weakness can be reported (RFC 9116). Not there when nobody has been named. */
export function loader() {
  const { SECURITY_CONTACT } = settings()
  if (!SECURITY_CONTACT) throw new Response(null, { status: 404 })
  const expires = new Date(Math.floor((Number(now()) + GOOD_FOR_MS) / 86_400_000) * 86_400_000)
  const lines = [
    `Contact: ${SECURITY_CONTACT}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: nl, en',
    `Canonical: ${publicOrigin()}${paths.securityText()}`,
    '',
  ]
  return new Response(lines.join('\r\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
