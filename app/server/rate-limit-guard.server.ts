import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Visitor } from '#app/access/visitor.ts'
import { flowToken } from '#app/platform/http/flow-cookie.server.ts'
import { networkOf } from '#app/platform/http/network.server.ts'
import type { RateLimiter, Who } from '#app/platform/http/rate-limiter.server.ts'
import type { Counted } from '#app/platform/http/rate-limits.ts'
import { BACKCHANNEL_LOGOUT } from './csrf-exemptions.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** Where somebody comes in: when nobody can count there, nobody comes in. */
const LIMITED_PATHS: Readonly<Record<string, Counted>> = {
  '/sign-in/start': 'sign-in',
  '/sign-in/callback': 'callback',
  '/sign-in/demo': 'demo-sign-in',
}
const SIGN_OUT: ReadonlySet<string> = new Set(['/sign-out', '/sign-out.data'])
const CLOSED_FOR_SECONDS = 60
/** Where one leaves for the sign-in service and comes back: by a navigation of the browser, and by nothing else. */
const NAVIGATED: ReadonlySet<Counted> = new Set(['sign-in', 'callback'])
/** Forms that answer by themselves to who is signed in and sends too many; only far above their limit they get the plain page. */
const ANSWERS: ReadonlySet<Counted> = new Set(['forms', 'keep', 'wish', 'remark'])
const FAR_ABOVE = 10

/** The address as the router reads it: capitals, encoded letters and a last slash make no difference there. */
function plainPath(path: string): string {
  return decodeURIComponent(path)
    .toLowerCase()
    .replace(/(?:\.data)?\/*$/, '')
}

/** Addresses that search when they are asked with words. */
const SEARCHES = /^\/\w\w\/(?:catalogue|calendar|calendar\.ics|embed\/calendar|embed\/search)$/
/** What a form that is sent to this address counts as. */
function formAt(plain: string): Counted {
  if (/^\/\w\w\/wish$/.test(plain)) return 'wish'
  if (/^\/\w\w\/hr\/offers\/[^/]+\/keep$/.test(plain)) return 'keep'
  return /^\/\w\w\/remark$/.test(plain) ? 'remark' : 'forms'
}

/** What a request counts as. */
function countedAs(method: string, path: string, hasWords: boolean): Counted {
  const plain = plainPath(path)
  const limited = LIMITED_PATHS[plain]
  if (limited) return limited
  if (method === 'POST' && plain === BACKCHANNEL_LOGOUT) return 'logout'
  if (method === 'POST') return formAt(plain)
  if (/^\/\w\w\/suggest$/.test(plain)) return 'suggest'
  return hasWords && SEARCHES.test(plain) ? 'search' : 'pages'
}

/** Whether somebody searches, read as the page reads it: `%71` is a q too. */
function hasWords(address: string): boolean {
  return address.includes('?') && (new URL(address, 'http://portal.invalid').searchParams.get('q') ?? '') !== ''
}

/** Who is counted: the account of who is signed in, else the network. */
function whoAsks(request: Request, visitor: () => Visitor | null): Who {
  const network: Who = { kind: 'address', id: networkOf(request.ip) }
  if (!request.headers.cookie) return network
  try {
    const known = visitor()
    return known ? { kind: 'account', id: known.person.id } : network
  } catch {
    // Who cannot be looked up is a defect for the page itself, which then fails.
    return network
  }
}

/** Whether this can be a sign-in at all: an image or a frame of any page elsewhere asks for these addresses too, and counts for nothing. */
function canBeSignIn(request: Request): boolean {
  return (request.headers['sec-fetch-dest'] ?? 'document') === 'document'
}

/** What counts for a sign-in. Who comes back without a started flow cannot come in, and counts as any page. */
function countedWhere(request: Request): Counted {
  const what = countedAs(request.method, request.path, hasWords(request.url))
  return what === 'callback' && flowToken(request.headers.cookie) === null ? 'pages' : what
}

/** Whether this request is within its limits, those of its address unless `what` names others. When it is not, it has been answered. */
export type WithinLimits = (request: Request, response: Response, what?: Counted) => boolean

export function rateLimitOf(
  limiter: RateLimiter | null,
  visitorOf: (response: Response) => () => Visitor | null,
): WithinLimits {
  return (request, response, as) => {
    // Signing out is never limited; any other spelling of its address is a page like others.
    if (!limiter || (request.method === 'POST' && SIGN_OUT.has(request.path))) return true
    const what = as ?? countedWhere(request)
    if (NAVIGATED.has(what) && !canBeSignIn(request)) {
      sendPlainPage(request, response, 'foreign')
      return false
    }
    const who = whoAsks(request, visitorOf(response))
    const verdict = limiter.take(what, who, who.kind === 'account' && ANSWERS.has(what) ? FAR_ABOVE : 1)
    if (verdict === 'unknown') {
      if (!Object.values(LIMITED_PATHS).includes(what)) return true
      sendPlainPage(request, response, 'closed', { waitSeconds: CLOSED_FOR_SECONDS })
      return false
    }
    if (verdict.go) return true
    sendPlainPage(request, response, 'tooMany', { waitSeconds: verdict.waitSeconds })
    return false
  }
}

/** Counts one form of an account, once it has arrived: the seconds to wait, 0 to go on. Where a sign-in is counted, the guard has done it. */
export function takeFormAttempt(limiter: RateLimiter | null, request: Request, accountId: string | undefined): number {
  const what = countedAs(request.method, request.path, false)
  if (!limiter || accountId === undefined || !ANSWERS.has(what)) return 0
  const verdict = limiter.take(what, { kind: 'account', id: accountId })
  return typeof verdict === 'object' && !verdict.go ? verdict.waitSeconds : 0
}

/** Counts one reading of a feed with a secret address: by whose it is, or by network when the address leads nowhere. The seconds to wait, 0 to go on. */
export function takeFeedRead(limiter: RateLimiter | null, request: Request, ownerId: string | null): number {
  const who: Who = ownerId === null ? { kind: 'address', id: networkOf(request.ip) } : { kind: 'account', id: ownerId }
  const verdict = limiter?.take('feed', who)
  return typeof verdict === 'object' && !verdict.go ? verdict.waitSeconds : 0
}

/** Refuses what comes too often, before it costs anything. */
export function rateLimitGuard(isWithin: WithinLimits): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (isWithin(request, response)) next()
  }
}
