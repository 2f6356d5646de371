import type { Request, RequestHandler } from 'express'
import { REPORTS } from '#app/platform/http/content-security-policy.server.ts'
import { networkOf } from '#app/platform/http/network.server.ts'
import type { RateLimiter } from '#app/platform/http/rate-limiter.server.ts'
import type { log as portalLog } from '#app/platform/log.server.ts'
import { cutAbove, isAbove } from './guards.server.ts'

const LARGEST_REPORT = 16 * 1024
/** The only words of a report that are written down; addresses, scripts and whatever else it tells are not read. */
const DIRECTIVES: ReadonlySet<string> = new Set([
  'base-uri',
  'connect-src',
  'default-src',
  'font-src',
  'form-action',
  'frame-ancestors',
  'frame-src',
  'img-src',
  'manifest-src',
  'media-src',
  'object-src',
  'script-src',
  'script-src-attr',
  'script-src-elem',
  'style-src',
  'style-src-attr',
  'style-src-elem',
  'worker-src',
])

/** The directive that a report is about, when it is one that we know. */
function directiveOf(text: string): string {
  const name =
    /"(?:effective-directive|effectiveDirective|violated-directive)"\s*:\s*"([a-z-]{1,30})/.exec(text)?.[1] ?? ''
  return DIRECTIVES.has(name) ? name : 'unknown'
}

async function textOf(request: Request): Promise<string> {
  cutAbove(request, LARGEST_REPORT)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Takes what browsers tell of pages that broke their policy, and writes one word of it in the log. */
export function policyReports(limiter: RateLimiter | null, log: typeof portalLog): RequestHandler {
  return (request, response, next) => {
    if (request.method !== 'POST' || request.path !== REPORTS) return next()
    response.set('Cache-Control', 'no-store')
    const verdict = limiter?.take('reports', { kind: 'address', id: networkOf(request.ip) })
    if (typeof verdict === 'object' && !verdict.go) {
      return void response
        .status(429)
        .set({ 'Retry-After': String(verdict.waitSeconds), Connection: 'close' })
        .end()
    }
    if (isAbove(request, LARGEST_REPORT)) return void response.status(413).set('Connection', 'close').end()
    textOf(request).then(
      (text) => {
        log('info', 'a page broke its content security policy', { kind: directiveOf(text) })
        response.status(204).end()
      },
      // It was cut, or the browser left: there is nobody to answer.
      () => response.destroy(),
    )
  }
}
