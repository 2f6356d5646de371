import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { LARGEST } from '#app/platform/http/form/define-form.server.ts'
import { hostName } from '#app/platform/http/header-values.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** Addresses up to 14 kB are answered, for long searches; longer ones get 431 and a page that says so. */
const LONGEST_ADDRESS = 14 * 1024 + 512
/** Of the path alone, without the query, in characters. */
const LONGEST_PATH = 2_048
/** No address of the portal is deeper. Routers match every prefix of a path, so their work grows faster than its number of segments. */
const MOST_SEGMENTS = 12

/** Dot segments and backslashes: a router resolves them to another address than the one that was rate limited and guarded. */
const PATH_STEPS = /(?:^|\/)\.{1,2}(?:\/|$)|\\/

/** A slash or backslash in its encoded form: routers disagree on whether it separates segments. */
const ENCODED_SLASH = /%(?:2f|5c)/i

function isReadable(path: string): boolean {
  try {
    const plain = decodeURIComponent(path)
    return !plain.includes('\0') && !PATH_STEPS.test(plain) && !ENCODED_SLASH.test(path)
  } catch {
    return false
  }
}

/** A `_data` query, which older Remix uses to run one loader or action alone, past its guards for pages. Parsed as Remix parses it. */
function isDataQuery(address: string): boolean {
  return address.includes('?') && new URL(address, 'http://portal.invalid').searchParams.has('_data')
}

function isTooDeep(path: string): boolean {
  let segments = 0
  for (const sign of path) if (sign === '/' && ++segments > MOST_SEGMENTS) return true
  return false
}

/** Whether a request names one host: of several `Host` headers, a proxy and the portal could read another one (RFC 9112 3.2). */
function namesOneHost(request: Request): boolean {
  const hosts = request.rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host')
  return hosts.length === 1 && hostName(request.headers.host ?? '') !== null
}

/** Refuses addresses that are too long, too deep or cannot be decoded and invalid hosts, before any work is done; redirects doubled slashes to single ones. */
export function addressGuard(request: Request, response: Response, next: NextFunction): void {
  if (request.url.length > LONGEST_ADDRESS) sendPlainPage(request, response, 'tooLong')
  else if (request.path.length > LONGEST_PATH || isTooDeep(request.path)) sendPlainPage(request, response, 'missing')
  else if (!isReadable(request.path) || !namesOneHost(request) || isDataQuery(request.url)) {
    sendPlainPage(request, response, 'badAddress')
  } else if (request.path.includes('//')) {
    response.set('Cache-Control', 'no-store')
    response.redirect(308, request.path.replace(/\/{2,}/g, '/') + request.url.slice(request.path.length))
  } else next()
}

/** Drops `X-Forwarded-Host`: no request decides the portal's own address. */
export function hostGuard(request: Request, _response: Response, next: NextFunction): void {
  delete request.headers['x-forwarded-host']
  next()
}

/** Methods that read and change nothing. */
export const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/** Allows GET, HEAD and POST only; no header or field overrides the method. */
export function methodGuard(request: Request, response: Response, next: NextFunction): void {
  if (SAFE_METHODS.has(request.method) || request.method === 'POST') next()
  else sendPlainPage(request, response.set('Allow', 'GET, HEAD, POST'), 'method')
}

/** Cuts a body that grows too large on the way, whatever length it announced. */
export function cutAbove(request: Request, most: number): void {
  let seen = 0
  const emit = request.emit.bind(request) as (event: string, ...rest: unknown[]) => boolean
  request.emit = (event: string, ...rest: unknown[]) => {
    if (event === 'data' && Buffer.isBuffer(rest[0])) seen += rest[0].length
    if (seen > most) {
      request.destroy()
      return false
    }
    return emit(event, ...rest)
  }
}

/** Whether a body says that it is larger than this. */
export function isAbove(request: Request, most: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > most
}

/**
 * Refuses a large body by its announced length, and cuts one that grows too large on the way, whoever sends it: also what the other guards
 * refuse is not read to its end. A route may declare that it takes more (`largestOf`), which is looked up only for a body that says so.
 */
export function bodyGuard(largestOf: (path: string) => Promise<number | null>): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const pass = (most: number) => {
      if (isAbove(request, most)) return sendPlainPage(request, response.set('Connection', 'close'), 'tooLarge')
      if (!SAFE_METHODS.has(request.method) || request.headers['transfer-encoding']) cutAbove(request, most)
      next()
    }
    if (request.method !== 'POST' || !isAbove(request, LARGEST.body)) pass(LARGEST.body)
    else largestOf(request.path).then((most) => pass(Math.max(LARGEST.body, most ?? 0)), next)
  }
}
