import { randomBytes } from 'node:crypto'
import { createRequestHandler } from '@remix-run/express'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import sirv from 'sirv'
import type { Visitor } from '#app/features/people/person.ts'
import { settings } from '#app/platform/env.server.ts'
import { contentSecurityPolicy } from '#app/platform/http/content-security-policy.server.ts'
import { languageCookie } from '#app/platform/http/language.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { cacheControl, keptPage, pageVersion, sharingGroup, takesGzip } from '#app/platform/http/page-cache.server.ts'
import { noSignInCookie, signInCookie, signInToken } from '#app/platform/http/sign-in-cookie.server.ts'
import { isDirect } from './direct.server.ts'
import { answerFailure, targetGuard } from './failures.server.ts'
import { addressGuard, bodyGuard, forgeryGuard } from './guards.server.ts'
import { addHealth } from './health.server.ts'

const A_YEAR = 31_536_000
const AN_HOUR = 3_600

function securityHeaders(): RequestHandler {
  const secure = publicOrigin().startsWith('https:')
  return helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: secure ? { maxAge: A_YEAR, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    xXssProtection: false,
  })
}

/** Sends a page again that was rendered a moment ago, to those for whom it is the same: nobody known, or all with the same menu. */
function sendKeptPage(request: Request, response: Response, next: NextFunction): void {
  const { cookie } = request.headers
  const mayShare = request.method === 'GET' && takesGzip(String(request.headers['accept-encoding'] ?? ''))
  const group = mayShare ? sharingGroup(cookie, asked(response).visitor) : null
  const page = group === null ? undefined : keptPage(group, request.url)
  if (!page) {
    next()
    return
  }
  const language = languageCookie(request.path, cookie)
  if (language) asked(response).setCookie(language)
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Encoding': 'gzip',
    'Content-Length': page.body.length,
    'Content-Security-Policy': page.policy,
    'Cache-Control': cacheControl(cookie),
    Vary: 'Accept-Encoding, Cookie',
  })
  response.end(page.body)
}

type Asked = Pick<AppLoadContext, 'visitor' | 'setCookie'>

/** What the middleware below left with this answer. */
function asked(response: Response): Asked {
  return response.locals.asked as Asked
}

/** Looks up who asks at the first question, once a request; a new token goes into the answer, one that has ended goes out of the browser. */
function visitorContext(
  request: Request,
  response: Response,
  findVisitor: (token: string) => { visitor: Visitor; renewed: string | null } | null,
): Asked {
  let known: Visitor | null | undefined
  const setCookie = (cookie: string) => void response.append('Set-Cookie', cookie)
  function lookUp(): Visitor | null {
    const token = signInToken(request.headers.cookie)
    if (token === null) return null
    const found = findVisitor(token)
    if (found?.renewed) setCookie(signInCookie(found.renewed))
    if (!found) setCookie(noSignInCookie())
    return found?.visitor ?? null
  }
  return {
    setCookie,
    visitor: () => {
      known = known === undefined ? lookUp() : known
      return known
    },
  }
}

/** The server around Remix: health, headers, guards, static files, then the portal itself. */
export function createApp(options: {
  dev: boolean
  getBuild: () => Promise<ServerBuild>
  /** Who comes with this token; `renewed` replaces it. Handed in, because the server around the portal knows no feature. */
  findVisitor: (token: string) => { visitor: Visitor; renewed: string | null } | null
  use?: (app: Express) => void
}): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.set('trust proxy', settings().TRUST_PROXY ? 1 : false)
  addHealth(app)
  app.use((_request, response, next) => {
    const nonce = randomBytes(16).toString('base64')
    response.locals.nonce = nonce
    response.setHeader('Content-Security-Policy', contentSecurityPolicy([`'nonce-${nonce}'`], options.dev))
    next()
  })
  app.use(securityHeaders())
  app.use(targetGuard, addressGuard)
  // Before the forgery guard, which writes a forwarding header of its own.
  app.use((request, response, next) => {
    response.locals.isDirect = isDirect(request)
    response.locals.asked = visitorContext(request, response, options.findVisitor)
    next()
  })
  if (!options.dev) app.use(sendKeptPage)
  options.use?.(app)
  if (!options.dev) {
    app.use('/assets', sirv('build/client/assets', { immutable: true, maxAge: A_YEAR, gzip: true, brotli: true }))
    app.use(sirv('build/client', { maxAge: AN_HOUR, gzip: true, brotli: true }))
  }
  app.use(forgeryGuard, bodyGuard)
  // Pages are compressed where they are rendered; this is for data and site map.
  app.use(compression({ level: 1, threshold: 1024 }))
  app.all(
    '*',
    createRequestHandler({
      build: options.getBuild,
      mode: options.dev ? 'development' : 'production',
      getLoadContext: (_request, response) => ({
        nonce: response.locals.nonce as string,
        setPolicy: (policy) => void response.setHeader('Content-Security-Policy', policy),
        version: pageVersion(),
        isDirect: response.locals.isDirect as boolean,
        ...asked(response),
      }),
    }),
  )
  app.use(answerFailure)
  return app
}
