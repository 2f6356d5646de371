import { randomBytes } from 'node:crypto'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { contentSecurityPolicy } from '#app/platform/http/content-security-policy.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { cacheControl } from '#app/platform/http/page-cache.server.ts'

const TWO_YEARS = 63_072_000
/** What no page of the portal uses. */
const SWITCHED_OFF = [
  'accelerometer',
  'browsing-topics',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
]

/** The headers of every answer but the policy for scripts, which has a number of its own each time (decision 012). */
function fixedHeaders(): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    // Never no-referrer: a browser then sends a form of our own with `Origin: null`, and the forgery guard refuses it.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': SWITCHED_OFF.map((feature) => `${feature}=()`).join(', '),
    ...(publicOrigin().startsWith('https:')
      ? { 'Strict-Transport-Security': `max-age=${TWO_YEARS}; includeSubDomains` }
      : {}),
  }
}

/** The headers of an answer that is written without Express, with no script allowed. */
export function bareHeaders(): string[] {
  const all = { ...fixedHeaders(), 'Content-Security-Policy': contentSecurityPolicy([]), 'Cache-Control': 'no-store' }
  return Object.entries(all).map(([name, value]) => `${name}: ${value}`)
}

/** Puts the headers on whatever is answered, so this comes first. */
export function securityHeaders(dev: boolean): RequestHandler {
  const fixed = Object.entries(fixedHeaders())
  return (_request, response, next) => {
    const nonce = randomBytes(16).toString('base64')
    response.locals.nonce = nonce
    response.setHeader('Content-Security-Policy', contentSecurityPolicy([`'nonce-${nonce}'`], dev))
    for (const [name, value] of fixed) response.setHeader(name, value)
    next()
  }
}

/**
 * Decides, when an answer of the portal itself begins, who may keep it: what goes to somebody with a cookie of their own is kept by nobody,
 * whatever the route says, and what says nothing neither. Static files come before this.
 */
export function noStore(request: Request, response: Response, next: NextFunction): void {
  const { cookie } = request.headers
  const isPersonal = cacheControl(cookie) === 'no-store'
  const writeHead = response.writeHead.bind(response) as (...rest: unknown[]) => Response
  response.writeHead = ((...rest: unknown[]) => {
    if (isPersonal || !response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store')
    // Also the data of a page (`.data`) differs by who is signed in.
    response.vary('Cookie')
    return writeHead(...rest)
  }) as typeof response.writeHead
  next()
}
