import { type AppLoadContext, redirectDocument } from '@remix-run/node'
import { type Allowed, allow } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { Visitor } from '#app/access/visitor.ts'
import { paths } from '#app/paths.ts'
import { languageOf } from './language.server.ts'
import { safePath } from './safe-path.ts'

/** The visitor, or null for somebody who is not signed in and reads the public offer. */
export function visitorOf(context: AppLoadContext): Visitor | null {
  return context.visitor()
}

/** Where the visitor goes on after signing in: this page for what they read, the page it was sent from for what they sent. */
export function wayBack(request: Request): string | undefined {
  const { pathname, search } = new URL(request.url)
  return safePath(pathname.replace(/\.data$/, '') + search) ?? undefined
}

/** The signed-in visitor; anybody else is redirected to the sign-in page. Every loader and action calls this itself: a parent's guard protects nothing. */
export function requireVisitor(request: Request, context: AppLoadContext): Visitor {
  const visitor = visitorOf(context)
  if (visitor) return visitor
  // A whole page: the header of the page one is on may still be that of somebody who was signed in.
  throw redirectDocument(paths.signIn(languageOf(request), { to: wayBack(request) }))
}

/** The person, with proof of permission. Redirects to the sign-in page when not signed in; throws 404 without the permission. */
export function requireAllowed<P extends Permission>(
  request: Request,
  context: AppLoadContext,
  permission: P,
): Allowed<P> {
  return allow(requireVisitor(request, context).person, permission)
}
