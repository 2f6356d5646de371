import type { LoaderFunctionArgs } from '@remix-run/node'
import { brandNow, lifetimeOf } from '#app/features/portal/brand.server.ts'

/** The university's own colours, for everybody: a stylesheet over the standard one. */
export function loader({ request }: LoaderFunctionArgs) {
  const { css, version } = brandNow()
  if (!css) throw new Response(null, { status: 404 })
  return new Response(css, {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': lifetimeOf(request, version) },
  })
}
