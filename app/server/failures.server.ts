import type { NextFunction, Request, Response } from 'express'
import { log } from '#app/platform/log.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** The portal is no proxy: an address with a host of its own (`GET http://host/nl`) is not one of ours. */
export function targetGuard(request: Request, response: Response, next: NextFunction): void {
  if (request.url.startsWith('/')) next()
  else sendPlainPage(request, response, 'badAddress')
}

/** The kind of defect and where, never its message: that can hold an address or what was typed. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...frames.slice(0, 4).map((line) => line.trim())].join(' | ')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** What fails around Remix; inside it, failures have a page of their own. A Host that makes no address is the sender's mistake. */
export function answerFailure(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  const isUnreadable = codeOf(error) === 'ERR_INVALID_URL'
  if (!isUnreadable) log('error', 'a request failed around the portal', { error: describe(error) })
  if (response.headersSent) response.destroy()
  else sendPlainPage(request, response, isUnreadable ? 'badAddress' : 'failed')
}
