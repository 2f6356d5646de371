import { randomBytes } from 'node:crypto'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import sirv from 'sirv'
import { settings } from '#app/platform/env.server.ts'
import { publicOrigin } from '#app/platform/http/origin.server.ts'
import { addressGuard, bodyGuard, forgeryGuard } from './guards.server.ts'
import { addHealth } from './health.server.ts'

const A_YEAR = 31_536_000
const AN_HOUR = 3_600

function securityHeaders(dev: boolean): RequestHandler {
  const secure = publicOrigin().startsWith('https:')
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_request, response) => `'nonce-${(response as express.Response).locals.nonce}'`],
        styleSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: dev ? ["'self'", 'ws:'] : ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: A_YEAR, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    xXssProtection: false,
  })
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
  app.set('trust proxy', settings().TRUST_PROXY ? 1 : false)
  addHealth(app)
  app.use((_request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64')
    next()
  })
  app.use(securityHeaders(options.dev))
  app.use(addressGuard)
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
      getLoadContext: (_request, response) => ({ nonce: response.locals.nonce as string }),
    }),
  )
  return app
}
