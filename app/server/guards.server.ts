import type { NextFunction, Request, Response } from 'express'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** Addresses up to 14 kB are answered; longer ones get 431 and a page that says so. */
const LONGEST_ADDRESS = 14 * 1024 + 512
/** No form of the portal sends more than some kilobytes. */
const LARGEST_BODY = 64 * 1024

function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

const HOST = /^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i
/** A question that only an older way of Remix knew; it would answer with an error. */
const OLD_DATA = /[?&]_data=/

/** Refuses addresses that are too long or cannot be decoded and hosts that are none, before anything works on them; doubled slashes lead to the address without. */
export function addressGuard(request: Request, response: Response, next: NextFunction): void {
  if (request.url.length > LONGEST_ADDRESS) sendPlainPage(request, response, 'tooLong')
  else if (!isReadable(request.path) || !HOST.test(request.headers.host ?? '') || OLD_DATA.test(request.url)) {
    sendPlainPage(request, response, 'badAddress')
  } else if (request.path.includes('//')) {
    response.redirect(308, request.path.replace(/\/{2,}/g, '/') + request.url.slice(request.path.length))
  } else next()
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

function isOwn(request: Request): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  const { origin } = request.headers
  if (origin === undefined) return site === 'same-origin'
  return origin === publicOrigin() || origin === `${request.protocol}://${request.headers.host}`
}

/** A form from another site is not carried out: Origin or Sec-Fetch-Site must say that it is ours. */
export function forgeryGuard(request: Request, response: Response, next: NextFunction): void {
  if (SAFE.has(request.method)) next()
  else if (isOwn(request)) {
    // Remix compares Origin with Host once more, and fails where a proxy gave the portal another Host. It is decided here.
    const { origin } = request.headers
    if (origin) request.headers['x-forwarded-host'] = new URL(origin).host
    next()
  } else sendPlainPage(request, response, 'foreign')
}

/** Cuts a body that grows too large on the way, whatever length it announced. */
function cutWhenTooLarge(request: Request): void {
  let seen = 0
  const emit = request.emit.bind(request) as (event: string, ...rest: unknown[]) => boolean
  request.emit = (event: string, ...rest: unknown[]) => {
    if (event === 'data' && Buffer.isBuffer(rest[0])) seen += rest[0].length
    if (seen > LARGEST_BODY) {
      request.destroy()
      return false
    }
    return emit(event, ...rest)
  }
}

/** Refuses a large body by its announced length, and cuts one that grows too large on the way. */
export function bodyGuard(request: Request, response: Response, next: NextFunction): void {
  if (!SAFE.has(request.method) && Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) {
    response.set('Connection', 'close')
    sendPlainPage(request, response, 'tooLarge')
    return
  }
  if (!SAFE.has(request.method)) cutWhenTooLarge(request)
  next()
}
