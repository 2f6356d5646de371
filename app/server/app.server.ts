import type { ServerResponse } from 'node:http'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import sirv from 'sirv'
import type { Visitor } from '#app/access/visitor.ts'
import { now } from '#app/platform/clock.server.ts'
import { authStore } from '#app/platform/database.server.ts'
import { settings } from '#app/platform/env.server.ts'
import { arrivalOf } from '#app/platform/http/arrival.ts'
import { takeConfirmedRead } from '#app/platform/http/confirmed-reads.server.ts'
import { acceptsGzip } from '#app/platform/http/header-values.ts'
import { languageCookie } from '#app/platform/http/language.server.ts'
import { cacheControl, cachedPage, pageVersion, sharingGroup } from '#app/platform/http/page-cache.server.ts'
import { createRateLimiter, type RateLimiter } from '#app/platform/http/rate-limiter.server.ts'
import { rateLimitsFor } from '#app/platform/http/rate-limits.ts'
import { clearedSessionCookie, sessionCookie, sessionToken } from '#app/platform/http/session-cookie.server.ts'
import { log as portalLog } from '#app/platform/log.server.ts'
import { csrfGuard } from './csrf-guard.server.ts'
import { demoAddress } from './demo-address.server.ts'
import { embedGuard } from './embed.server.ts'
import { answerFailure, targetGuard } from './failures.server.ts'
import { addressGuard, bodyGuard, hostGuard, methodGuard } from './guards.server.ts'
import { noStore, securityHeaders } from './headers.server.ts'
import { addHealth } from './health.server.ts'
import { knownAddresses } from './known-address.server.ts'
import { largestBodyOf } from './largest-body.server.ts'
import { type LoadWatch, startLoadWatch } from './load-watch.server.ts'
import { type MediaSource, serveMedia } from './media-files.server.ts'
import { policyReports } from './policy-reports.server.ts'
import {
  rateLimitGuard,
  rateLimitOf,
  takeFeedRead,
  takeFormAttempt,
  type WithinLimits,
} from './rate-limit-guard.server.ts'
import { answerWithRemix } from './remix.server.ts'
import { shedPages } from './shed.server.ts'
import { bodyDeadline } from './slow-body.server.ts'
import { restoredFor } from './waiting-form.server.ts'

const A_YEAR = 31_536_000
const AN_HOUR = 3_600

/** Sends a page again that was rendered a moment ago, to those for whom it is the same: nobody known, or all with the same menu. */
function sendCachedPage(request: Request, response: Response, next: NextFunction, isWithin: WithinLimits): void {
  const { cookie } = request.headers
  const mayShare = request.method === 'GET' && acceptsGzip(String(request.headers['accept-encoding'] ?? ''))
  const group = mayShare ? sharingGroup(cookie, asked(response).visitor) : null
  const page = group === null ? undefined : cachedPage(group, request.url)
  if (!page) {
    next()
    return
  }
  if (!isWithin(request, response)) return
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

/** Says of scripts and styles of the build that they are UTF-8 (ASVS 4.1.1); sirv says it of HTML only. */
function nameCharset(response: ServerResponse, path: string): void {
  const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : null
  if (type) response.setHeader('Content-Type', `${type}; charset=utf-8`)
}

type Asked = Pick<AppLoadContext, 'visitor' | 'setCookie' | 'endedSessionOf'>
/** Who comes with this token; `renewed` replaces it, and `noteEnded` is told whose it was when it has ended. */
type FindVisitor = (
  token: string,
  noteEnded: (personId: string) => void,
) => { visitor: Visitor; renewed: string | null } | null

/** What the middleware below left with this answer. */
function asked(response: Response): Asked {
  return response.locals.asked as Asked
}

/** What was looked up longer ago than this is looked up anew: a form can take its time to arrive, and a role can end meanwhile. */
const STALE_MS = 1_000

/** Looks up who asks at the first question, once a request unless it lasts; a new token goes into the answer, one that has ended goes out of the browser. */
function visitorContext(request: Request, response: Response, findVisitor: FindVisitor): Asked {
  let known: Visitor | null | undefined
  let at = 0
  let endedOf: string | null = null
  const setCookie = (cookie: string) => void response.append('Set-Cookie', cookie)
  function lookUp(): Visitor | null {
    const token = sessionToken(request.headers.cookie)
    if (token === null) return null
    const found = findVisitor(token, (personId) => {
      endedOf = personId
    })
    if (found?.renewed) setCookie(sessionCookie(found.renewed))
    if (!found) setCookie(clearedSessionCookie())
    return found?.visitor ?? null
  }
  return {
    setCookie,
    endedSessionOf: () => endedOf,
    visitor: () => {
      if (known === undefined || performance.now() - at > STALE_MS) {
        known = lookUp()
        at = performance.now()
      }
      return known
    },
  }
}

function configuredLimiter(): RateLimiter | null {
  const { RATE_LIMITS, RATE_LIMITS_AT } = settings()
  const limits = rateLimitsFor(RATE_LIMITS, RATE_LIMITS_AT)
  return limits && createRateLimiter(authStore, limits, Date.now)
}

/** The server around Remix: health, headers, guards, static files, then the portal itself. */
export function createApp(options: {
  dev: boolean
  getBuild: () => Promise<ServerBuild>
  /** Handed in, because the server around the portal knows no feature. */
  findVisitor: FindVisitor
  /** Pictures and films of offers: where they are, and who may be sent one. */
  media?: MediaSource
  use?: (app: Express) => void
  /** Counts who does how much; by itself as the settings say, with null not at all. */
  limiter?: RateLimiter | null
  /** Tells whether pages are shed. */
  watch?: LoadWatch
  log?: typeof portalLog
}): Express {
  const { dev, log = portalLog, watch = startLoadWatch({ log, shedAboveMs: settings().SHED_ABOVE_MS }) } = options
  const limiter = options.limiter === undefined ? configuredLimiter() : options.limiter
  const isWithin = rateLimitOf(limiter, (response) => asked(response).visitor)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.set('trust proxy', settings().TRUST_PROXY ? 1 : false)
  app.use(securityHeaders(dev), bodyDeadline())
  addHealth(app)
  app.use(targetGuard, addressGuard, embedGuard)
  app.use((request, response, next) => {
    response.locals.asked = visitorContext(request, response, options.findVisitor)
    next()
  })
  app.use(hostGuard, policyReports(limiter, log), demoAddress(isWithin))
  if (!dev) app.use((request, response, next) => sendCachedPage(request, response, next, isWithin))
  options.use?.(app)
  if (!dev) {
    const files = { gzip: true, brotli: true, setHeaders: nameCharset }
    app.use('/assets', sirv('build/client/assets', { ...files, immutable: true, maxAge: A_YEAR }))
    app.use(sirv('build/client', { ...files, maxAge: AN_HOUR }))
  }
  if (options.media)
    app.use(
      '/media',
      serveMedia(options.media, (response) => asked(response).visitor()),
    )
  app.use(shedPages(watch))
  const largestOf = async (path: string) => largestBodyOf(await options.getBuild(), path)
  app.use(bodyGuard(largestOf), methodGuard, csrfGuard, rateLimitGuard(isWithin), noStore)
  app.use(knownAddresses(options.getBuild))
  // Pages are compressed where they are rendered; this is for data and site map.
  app.use(compression({ level: 1, threshold: 1024 }))
  app.all(
    '*',
    answerWithRemix({
      dev,
      getBuild: options.getBuild,
      waitingOf: (request, response) => restoredFor(request, response, asked(response).visitor),
      contextOf: (request, response, waiting) => ({
        nonce: response.locals.nonce as string,
        setPolicy: (policy) => void response.setHeader('Content-Security-Policy', policy),
        version: pageVersion(),
        takeFormAttempt: () => {
          const seconds = takeFormAttempt(limiter, request, asked(response).visitor()?.person.id)
          // Here, because Remix leaves out the headers of an action where it renders a page.
          if (seconds > 0) response.setHeader('Retry-After', String(seconds))
          return seconds
        },
        takeFeedRead: (ownerId) => takeFeedRead(limiter, request, ownerId),
        arrival: arrivalOf(request.method, request.headers),
        takeConfirmedRead: (address) => {
          const visitor = asked(response).visitor()
          return visitor !== null && takeConfirmedRead(authStore(), visitor.authSession, address, now())
        },
        allowSlowBody: response.locals.allowSlowBody as () => void,
        ...asked(response),
        ...waiting,
      }),
    }),
  )
  app.use(answerFailure(log))
  return app
}
