import { randomBytes } from 'node:crypto'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import sirv from 'sirv'
import { settings } from '#app/platform/env.server.ts'
import { contentSecurityPolicy } from '#app/platform/http/content-security-policy.server.ts'
import { languageCookie } from '#app/platform/http/language.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { isAnonymous, keptPage, pageVersion, takesGzip } from '#app/platform/http/page-cache.server.ts'
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

/** Sends a page again that was rendered a moment ago for somebody else, to those of whom nothing is known either. */
function sendKeptPage(request: Request, response: Response, next: NextFunction): void {
  const { cookie } = request.headers
  const mayShare =
    request.method === 'GET' && takesGzip(String(request.headers['accept-encoding'] ?? '')) && isAnonymous(cookie)
  const page = mayShare ? keptPage(request.url) : undefined
  if (!page) {
    next()
    return
  }
  const language = languageCookie(request.path, cookie)
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Encoding': 'gzip',
    'Content-Length': page.body.length,
    'Content-Security-Policy': page.policy,
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept-Encoding, Cookie',
    ...(language ? { 'Set-Cookie': language } : {}),
  })
  response.end(page.body)
}

/** The server around Remix: health, headers, guards, static files, then the portal itself. */
export function createApp(options: {
  dev: boolean
  getBuild: () => Promise<ServerBuild>
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
      }),
    }),
  )
  app.use(answerFailure)
  return app
}
