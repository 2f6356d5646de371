import { type AppLoadContext, redirect } from '@remix-run/node'
import type { Permission } from '#app/features/people/permissions.ts'
import { type Allowed, allow, type Visitor } from '#app/features/people/person.ts'
import { paths } from '#app/paths.ts'
import { languageOf } from './language.server.ts'
import { safePath } from './safe-path.ts'

/** Who asks, or null: a visitor nobody knows, who reads the public offer. */
export function visitorOf(context: AppLoadContext): Visitor | null {
  return context.visitor()
}

/** Where the visitor goes on after signing in: this page for what they read, the page it was sent from for what they sent. */
function wayBack(request: Request): string | undefined {
  const { pathname, search } = new URL(request.url)
  return safePath(pathname.replace(/\.data$/, '') + search) ?? undefined
}

/** Who asks; somebody who is not signed in is led to the door first. Every loader and action asks this itself: a guard of a parent protects nothing. */
export function requireVisitor(request: Request, context: AppLoadContext): Visitor {
  const visitor = visitorOf(context)
  if (visitor) return visitor
  throw redirect(paths.signIn(languageOf(request), { to: wayBack(request) }))
}

/** The person who asks, with proof that they may do this. Not signed in: to the door. Not theirs: 404, as if it were not there. */
export function requireAllowed<P extends Permission>(
  request: Request,
  context: AppLoadContext,
  permission: P,
): Allowed<P> {
  return allow(requireVisitor(request, context).person, permission)
}
