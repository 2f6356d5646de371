import { gzipSync } from 'node:zlib'
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { i18nFor } from './i18n/instance.server.ts'
import { defectOf } from './platform/defect.ts'
import { settings } from './platform/env.server.ts'
import { withHashedScripts } from './platform/http/content-security-policy.server.ts'
import { acceptsGzip } from './platform/http/header-values.ts'
import { languageCookie, languageOf } from './platform/http/language.server.ts'
import { cacheControl, cachePage, sharingGroup } from './platform/http/page-cache.server.ts'
import { pageResponse } from './platform/http/page-response.server.ts'
import { newReference } from './platform/http/reference.server.ts'
import { log } from './platform/log.server.ts'
import { handoffScripts } from './server/handoff.server.ts'
import { NonceContext, ReferenceContext } from './ui/nonce.ts'

// One bundle: the server around Remix and the commands live in it too, so that they share the database and the settings.
export { closeDatabase } from '#app/platform/database.server.ts'
export { besidePortal, commands } from './commands.server.ts'
export { addressToOpen } from './platform/http/demo-token.server.ts'
export { listeningOn } from './platform/http/origin.server.ts'
export { portalName } from './platform/portal/settings.server.ts'
export { createApp } from './server/app.server.ts'
export { answerBrokenRequest } from './server/broken-request.server.ts'
export { stopBeingReady } from './server/health.server.ts'
export { answerOperator } from './server/ops.server.ts'
export { findVisitor, mediaSource, serveJobs, start, startWorker, stopBackground, stopJobs } from './start.server.ts'

/** Our loaders answer at once and defer nothing. Remix keeps a page's data in memory for this long, so it is short. */
export const streamTimeout = 1_000

/** Renders the page in one go: it defers nothing, and React's streaming renderer takes twice the time on our pages (decision 003). */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream, ...context }: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const { nonce } = loadContext
  const handoff = await handoffScripts(serverHandoffStream, nonce)
  const markup = renderToString(
    <NonceContext.Provider value={nonce}>
      <ReferenceContext.Provider value={() => newReference(request)}>
        <I18nextProvider i18n={i18nFor(languageOf(request))}>
          <RemixServer context={context} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </ReferenceContext.Provider>
    </NonceContext.Provider>,
  )
  const page = `<!DOCTYPE html>${markup}${handoff}`
  const url = new URL(request.url)
  const cookies = request.headers.get('Cookie')
  const mayGzip = acceptsGzip(request.headers.get('Accept-Encoding'))
  const group = mayShare(request, status, context) && mayGzip ? sharingGroup(cookies, loadContext.visitor) : null
  const body =
    group !== null ? share(group, url, page, loadContext) : mayGzip ? gzipSync(page, { level: 1 }) : Buffer.from(page)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  // The answer to a form is about what somebody sent.
  headers.set('Cache-Control', request.method === 'POST' ? 'no-store' : cacheControl(cookies))
  headers.append('Vary', 'Accept-Encoding, Cookie')
  headers.set('Content-Length', String(body.length))
  if (mayGzip) headers.set('Content-Encoding', 'gzip')
  const cookie = languageCookie(url.pathname, cookies)
  if (cookie) headers.append('Set-Cookie', cookie)
  return pageResponse(body, { status, headers })
}

/** Whether this page is the same for everybody with the same menu, as its route says of itself. With the parameter `unlessAsked` in its address it is about who reads it. */
function mayShare(request: Request, status: number, context: Omit<EntryContext, 'serverHandoffStream'>): boolean {
  if (!import.meta.env.PROD || !settings().PAGE_CACHE || status !== 200 || request.method !== 'GET') return false
  const last = context.staticHandlerContext.matches.at(-1)?.route.id ?? ''
  const handle = context.routeModules[last]?.handle as { sameForAll?: boolean; unlessAsked?: string } | undefined
  const asked = handle?.unlessAsked
  return handle?.sameForAll === true && !(asked && new URL(request.url).searchParams.has(asked))
}

/** What the browser asks for inside the portal: with a cookie it is about somebody, and nobody keeps it. */
export function handleDataRequest(response: Response, { request }: LoaderFunctionArgs): Response {
  response.headers.set('Cache-Control', cacheControl(request.headers.get('Cookie')))
  return response
}

/** Keeps a page that is the same for everybody, so that it is rendered once and not for each who asks. */
function share(group: string, url: URL, page: string, { nonce, setPolicy, version }: AppLoadContext): Buffer {
  const { html, policy } = withHashedScripts(page, nonce)
  const body = gzipSync(html, { level: 1 })
  cachePage(group, url.pathname + url.search, version, { body, policy })
  setPolicy(policy)
  return body
}

/** Called by Remix for what loaders, actions and rendering throw; answers such as 404 do not come here. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs): void {
  if (request.signal.aborted) return
  // Remix reports an address that no route answers in the same way; that is not a defect.
  if (error && typeof error === 'object' && 'status' in error && Number(error.status) < 500) return
  log('error', 'a request failed', { reference: newReference(request), error: defectOf(error) })
}
