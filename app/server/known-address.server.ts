import type { ServerBuild } from '@remix-run/node'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { matcherOf } from './branches.server.ts'
import { sendPlainPage } from './plain-page.server.ts'

/** Whether a build has a route for an address; the routes of a build are laid out once. */
function knower(): (build: ServerBuild, path: string) => boolean {
  let known: { build: ServerBuild; match: ReturnType<typeof matcherOf> } | null = null
  return (build, path) => {
    if (known?.build !== build) known = { build, match: matcherOf(build.routes) }
    return known.match(path).length > 0
  }
}

/** Answers an address that no route has with the plain page: it reaches neither Remix nor React, which would render a whole page about nothing. */
export function knownAddresses(getBuild: () => Promise<ServerBuild>): RequestHandler {
  const isKnown = knower()
  return (request: Request, response: Response, next: NextFunction) => {
    getBuild().then((build) => {
      if (isKnown(build, request.path)) next()
      else sendPlainPage(request, response, 'missing')
    }, next)
  }
}
