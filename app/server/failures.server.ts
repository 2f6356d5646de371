import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express'
import { defectOf } from '#app/platform/defect.ts'
import { newReference } from '#app/platform/http/reference.server.ts'
import type { log as portalLog } from '#app/platform/log.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** The portal is no proxy: an address with a host of its own (`GET http://host/nl`) is not one of ours. */
export function targetGuard(request: Request, response: Response, next: NextFunction): void {
  if (request.url.startsWith('/')) next()
  else sendPlainPage(request, response, 'badAddress')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Answers what fails around Remix; inside it, failures have a page of their own. A Host that makes no address is the sender's mistake. */
export function answerFailure(log: typeof portalLog): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const isUnreadable = codeOf(error) === 'ERR_INVALID_URL'
    if (!isUnreadable) {
      const fields = { reference: newReference(request), error: defectOf(error) }
      log('error', 'a request failed around the portal', fields)
    }
    if (response.headersSent) response.destroy()
    else sendPlainPage(request, response, isUnreadable ? 'badAddress' : 'failed', { log })
  }
}
