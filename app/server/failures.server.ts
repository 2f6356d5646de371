import type { NextFunction, Request, Response } from 'express'
import { defectOf } from '#app/platform/defect.ts'
import { log } from '#app/platform/log.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** The portal is no proxy: an address with a host of its own (`GET http://host/nl`) is not one of ours. */
export function targetGuard(request: Request, response: Response, next: NextFunction): void {
  if (request.url.startsWith('/')) next()
  else sendPlainPage(request, response, 'badAddress')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** What fails around Remix; inside it, failures have a page of their own. A Host that makes no address is the sender's mistake. */
export function answerFailure(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  const isUnreadable = codeOf(error) === 'ERR_INVALID_URL'
  if (!isUnreadable) log('error', 'a request failed around the portal', { error: defectOf(error) })
  if (response.headersSent) response.destroy()
  else sendPlainPage(request, response, isUnreadable ? 'badAddress' : 'failed')
}
