import type { LoaderFunctionArgs } from '@remix-run/node'
import { findLogo, lifetimeOf } from '#app/features/portal/brand.server.ts'
import { database } from '#app/platform/database.server.ts'

/** The university's logo, for everybody. Whatever somebody managed to put into a picture, a browser treats it as nothing else. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const logo = findLogo(database())
  if (!logo) throw new Response(null, { status: 404 })
  context.setPolicy("default-src 'none';frame-ancestors 'none';sandbox")
  return new Response(new Uint8Array(logo.png), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': lifetimeOf(request, logo.version) },
  })
}
