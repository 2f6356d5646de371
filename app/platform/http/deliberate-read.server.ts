import { type AppLoadContext, data } from '@remix-run/node'
import type { Visitor } from '#app/access/visitor.ts'
import type { CameBy, ConfirmRead, ReadPage } from './confirm-read.ts'
import { confirmReadForm } from './confirm-read-form.server.ts'
import { tokensFor } from './form/answer-form.server.ts'
import { safePath } from './safe-path.ts'

declare const proof: unique symbol
/** Proof that somebody meant to open a page whose reading is told, and how they came. Only `requireDeliberateRead` makes one. */
export type DeliberateRead = { readonly cameBy: CameBy; readonly [proof]: true }

/** The address of a page, also for what Remix asks for inside the portal (`.data`, `_routes`). */
function pageAddress(request: Request): string {
  const { pathname, searchParams } = new URL(request.url)
  searchParams.delete('_routes')
  const query = searchParams.toString()
  const path = pathname.toLowerCase().endsWith('.data') ? pathname.slice(0, -'.data'.length) : pathname
  return query ? `${path}?${query}` : path
}

/** The page with one button that opens an address, as the error boundary of the language shows it: nothing was read yet. */
export function confirmReadPage(visitor: Visitor, page: ReadPage, to: string) {
  const confirmRead: ConfirmRead = { page, to, token: tokensFor(confirmReadForm, visitor).open }
  return data({ confirmRead }, { status: 200, headers: { 'Cache-Control': 'no-store' } })
}

/**
 * For a page whose reading writes an audit event (`handle.tells`): lets through who followed a link or sent a form of the portal, or pressed the
 * button for this address a moment ago. All others get the page with that button. Call it after the permission was asked, so that who has none
 * hears that the page does not exist.
 */
export function requireDeliberateRead(
  request: Request,
  context: AppLoadContext,
  visitor: Visitor,
  page: ReadPage,
): DeliberateRead {
  const address = pageAddress(request)
  const isGet = request.method === 'GET'
  // The note first: a browser with the headers comes from the button page as by any link of the portal.
  if (isGet && context.takeConfirmedRead(address)) return { cameBy: 'button' } as DeliberateRead
  if (context.arrival !== 'elsewhere') return { cameBy: context.arrival } as DeliberateRead
  const to = safePath(address)
  if (to === null) throw new Response(null, { status: 404 })
  context.keepWaitingForm()
  throw confirmReadPage(visitor, page, to)
}
