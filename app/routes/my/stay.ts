import type { LoaderFunctionArgs } from '@remix-run/node'
import { secondsLeft } from '#app/features/people/auth-session-rules.ts'
import { now } from '#app/platform/clock.server.ts'
import { requireLanguage } from '#app/platform/http/language.server.ts'
import { requireVisitor } from '#app/platform/http/visitor.server.ts'

/** Being asked is use, as of any page: so the sign-in goes on. Answers how long, and whether nothing can make it longer. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.language)
  const { authSession } = requireVisitor(request, context)
  return Response.json(secondsLeft(authSession, Number(now())), { headers: { 'Cache-Control': 'no-store' } })
}
