import type { NextFunction, Request, Response } from 'express'
import { settings } from '#app/platform/env.server.ts'

/** Views for frames on pages elsewhere. */
const EMBEDDED = /^\/(?:[a-z]{2}\/)?embed(?:\/|$)/i

/**
 * Takes the cookies off a request for an embedded view, so that it cannot be about anybody and sets none, and lets it be shown in a frame where a
 * setting names the pages that may. Its own policy says which (`frame-ancestors`). To be called after the guard that decodes addresses.
 */
export function embedGuard(request: Request, response: Response, next: NextFunction): void {
  if (EMBEDDED.test(decodeURIComponent(request.path))) {
    delete request.headers.cookie
    if (settings().EMBED_ORIGINS.length > 0) {
      // The older header knows no list of origins, and where it stands the frame stays empty.
      response.removeHeader('X-Frame-Options')
      // A page elsewhere that asks for it of all it shows (COEP) would refuse the frame.
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    }
  }
  next()
}
