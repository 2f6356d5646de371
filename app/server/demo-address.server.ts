import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { settings } from '#app/platform/env.server.ts'
import { DEMO_QUERY, demoCookie, isDemoToken } from '#app/platform/http/demo-token.server.ts'
import { SAFE_METHODS } from './guards.server.ts'
import type { WithinLimits } from './rate-limit-guard.server.ts'

/** Whether a browser opens a page, as far as it says: an image or a frame of another page opens nothing. */
function isNavigation(request: Request): boolean {
  return (request.headers['sec-fetch-dest'] ?? 'document') === 'document'
}

/**
 * Answers the address that the start of a demo prints: takes the token out of it, into a cookie for the sign-in alone, and leads on to the
 * address without it. So the token stands in no history, no Referer and no cached page. Attempts count as sign-ins of the demo.
 */
export function demoAddress(isWithin: WithinLimits): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (!SAFE_METHODS.has(request.method) || !request.url.includes(`${DEMO_QUERY}=`) || !settings().KOERS_DEMO)
      return next()
    const { pathname, searchParams } = new URL(request.url, 'http://portal.invalid')
    const token = searchParams.get(DEMO_QUERY)
    if (token === null) return next()
    if (isNavigation(request)) {
      if (!isWithin(request, response, 'demo-sign-in')) return
      if (isDemoToken(token)) response.append('Set-Cookie', demoCookie())
    }
    searchParams.delete(DEMO_QUERY)
    const rest = searchParams.size > 0 ? `?${searchParams}` : ''
    response.set('Cache-Control', 'no-store').redirect(302, pathname + rest)
  }
}
