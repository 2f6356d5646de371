import type { NextFunction, Request, Response } from 'express'
import { settings } from '#app/platform/env.server.ts'
import { mediaType } from '#app/platform/http/header-values.ts'
import { isCsrfExempt } from './csrf-exemptions.ts'
import { SAFE_METHODS } from './guards.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

function ownOrigin(request: Request): string {
  return settings().PUBLIC_ORIGIN ?? `${request.protocol}://${request.headers.host}`
}

/**
 * Whether `Origin` and `Sec-Fetch-Site` show a request from the portal itself. At least one must be present, and each that is present must
 * match. A sibling host under the same domain counts as another site, because its requests carry the portal's cookies.
 */
function isSameOrigin(request: Request): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined ? site === 'same-origin' : origin === ownOrigin(request)
}

const PLAIN_FORM = 'application/x-www-form-urlencoded'
const FORMS: ReadonlySet<string> = new Set([PLAIN_FORM, 'multipart/form-data'])

/** A form or an empty body. Other types that a page elsewhere can send without a CORS preflight are refused. */
function isForm(request: Request): boolean {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (type === undefined) return encoding === undefined && Number(length ?? 0) === 0
  return FORMS.has(mediaType(type))
}

/** A form at one of the few addresses that need no page of the portal behind it (`CSRF_EXEMPTIONS`). */
function isExempt(request: Request): boolean {
  return isCsrfExempt(request.path) && mediaType(request.headers['content-type'] ?? '') === PLAIN_FORM
}

/** CSRF guard: refuses a form that another site sent, at every address and before Remix (decision 012). */
export function csrfGuard(request: Request, response: Response, next: NextFunction): void {
  if (SAFE_METHODS.has(request.method)) next()
  else if (isExempt(request)) {
    // Whoever is signed in where it comes from has no part in it.
    delete request.headers.cookie
    delete request.headers.origin
    next()
  } else if (!isSameOrigin(request)) sendPlainPage(request, response, 'foreign')
  else if (!isForm(request)) sendPlainPage(request, response, 'notAForm')
  else {
    // Remix compares Origin with Host again and fails behind a proxy that changes Host. The decision is made here.
    delete request.headers.origin
    next()
  }
}
