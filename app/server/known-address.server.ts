import type { ServerBuild } from '@remix-run/node'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { languageFromHeader } from '#app/platform/http/accept-language.ts'
import { rememberedLanguage } from '#app/platform/http/language.server.ts'
import { matcherOf } from './branches.server.ts'
import { SAFE_METHODS } from './guards.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** Whether a build has a route for an address; the routes of a build are laid out once. */
function knower(): (build: ServerBuild, path: string) => boolean {
  let known: { build: ServerBuild; match: ReturnType<typeof matcherOf> } | null = null
  return (build, path) => {
    if (known?.build !== build) known = { build, match: matcherOf(build.routes) }
    return known.match(path).length > 0
  }
}

/** The same address in the language of who asks, for a page that was asked for without one. */
function inOwnLanguage({ headers, url }: Request): string {
  const language = rememberedLanguage(headers.cookie) ?? languageFromHeader(headers['accept-language'] ?? null)
  return `/${language}${url}`
}

/**
 * Answers an address that no route has with the plain page: it reaches neither Remix nor React, which would render a whole page about nothing.
 * A known page without a language leads to the one that the visitor reads.
 */
export function knownAddresses(getBuild: () => Promise<ServerBuild>): RequestHandler {
  const isKnown = knower()
  return (request: Request, response: Response, next: NextFunction) => {
    getBuild().then((build) => {
      if (isKnown(build, request.path)) next()
      else if (SAFE_METHODS.has(request.method) && isKnown(build, `/nl${request.path}`))
        response
          .set({ 'Cache-Control': 'no-store', Vary: 'Accept-Language, Cookie' })
          .redirect(302, inOwnLanguage(request))
      else sendPlainPage(request, response, 'missing')
    }, next)
  }
}
