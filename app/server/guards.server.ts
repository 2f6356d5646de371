import type { NextFunction, Request, Response } from 'express'
import { settings } from '#app/platform/env.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** Addresses up to 14 kB are answered; longer ones get 431 and a page that says so. */
const LONGEST_ADDRESS = 14 * 1024 + 512
/** No form of the portal sends more than some kilobytes. */
const LARGEST_BODY = 64 * 1024

/** Steps to another folder and backslashes: a router reads them as another address than the one that was counted and guarded. */
const OTHER_WAY = /(?:^|\/)\.{1,2}(?:\/|$)|\\/

function isReadable(path: string): boolean {
  try {
    const plain = decodeURIComponent(path)
    return !plain.includes('\0') && !OTHER_WAY.test(plain)
  } catch {
    return false
  }
}

const HOST = /^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/** A question that only an older way of Remix knew. It runs one loader or action alone, past the guards that Remix has for pages. Read as Remix reads it. */
function isOldWay(address: string): boolean {
  return address.includes('?') && new URL(address, 'http://portal.invalid').searchParams.has('_data')
}

/** Refuses addresses that are too long or cannot be decoded and hosts that are none, before anything works on them; doubled slashes lead to the address without. */
export function addressGuard(request: Request, response: Response, next: NextFunction): void {
  if (request.url.length > LONGEST_ADDRESS) sendPlainPage(request, response, 'tooLong')
  else if (!isReadable(request.path) || !HOST.test(request.headers.host ?? '') || isOldWay(request.url)) {
    sendPlainPage(request, response, 'badAddress')
  } else if (request.path.includes('//')) {
    response.set('Cache-Control', 'no-store')
    response.redirect(308, request.path.replace(/\/{2,}/g, '/') + request.url.slice(request.path.length))
  } else next()
}

/** Nothing of a request says where the portal lives: not what a client, or a proxy in its name, claims about the host. */
export function hostGuard(request: Request, _response: Response, next: NextFunction): void {
  delete request.headers['x-forwarded-host']
  next()
}

const SAFE = new Set(['GET', 'HEAD'])

/** Everything is read by GET and sent by POST; nothing asks for another method, and no header or field turns one into another. */
export function methodGuard(request: Request, response: Response, next: NextFunction): void {
  if (SAFE.has(request.method) || request.method === 'POST') next()
  else sendPlainPage(request, response.set('Allow', 'GET, HEAD, POST'), 'method')
}

function ownOrigin(request: Request): string {
  return settings().PUBLIC_ORIGIN ?? `${request.protocol}://${request.headers.host}`
}

/**
 * Whether the browser says that this comes from the portal itself. A neighbour under the same domain is another site here: cookies are sent
 * along from there. Whatever of the two it says must be right, and it must say at least one.
 */
function isOwn(request: Request): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined ? site === 'same-origin' : origin === ownOrigin(request)
}

const FORMS = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i

/** A form, or nothing at all: what else a page elsewhere can send without asking first is not read as one. */
function isForm(request: Request): boolean {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (type === undefined) return encoding === undefined && Number(length ?? 0) === 0
  return FORMS.test(type)
}

/** A form from another site is not carried out, whoever is signed in: every address, before Remix (decision 012). */
export function csrfGuard(request: Request, response: Response, next: NextFunction): void {
  if (SAFE.has(request.method)) next()
  else if (!isOwn(request)) sendPlainPage(request, response, 'foreign')
  else if (!isForm(request)) sendPlainPage(request, response, 'notAForm')
  else {
    // Remix compares Origin with Host once more, and fails where a proxy gave the portal another Host. It is decided here.
    delete request.headers.origin
    next()
  }
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
 * refuse is not read to its end.
 */
export function bodyGuard(request: Request, response: Response, next: NextFunction): void {
  if (isAbove(request, LARGEST_BODY)) sendPlainPage(request, response.set('Connection', 'close'), 'tooLarge')
  else {
    if (!SAFE.has(request.method) || request.headers['transfer-encoding']) cutAbove(request, LARGEST_BODY)
    next()
  }
}
