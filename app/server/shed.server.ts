import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { SAFE_METHODS } from './guards.server.ts'
import type { LoadWatch } from './load-watch.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

const RETRY_AFTER_SECONDS = 5

/**
 * While the one thread is late, pages that have to be made are answered with a small one that says so (503). What somebody sends is never shed:
 * they typed it. Health, cached pages and static files come before this and cost almost nothing.
 */
export function shedPages(watch: LoadWatch): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (!SAFE_METHODS.has(request.method) || !watch.isOverloaded()) return next()
    watch.countShed()
    // The log has said it once: a line for each page would be work too.
    sendPlainPage(request, response, 'overloaded', { retryAfter: RETRY_AFTER_SECONDS, log: () => undefined })
  }
}
