import { Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { i18nFor } from './i18n/instance.server.ts'
import { withHashedScripts } from './platform/http/content-security-policy.server.ts'
import { languageCookie, languageOf } from './platform/http/language.server.ts'
import { isAnonymous, keepPage } from './platform/http/page-cache.server.ts'
import { newReference } from './platform/http/reference.server.ts'
import { log } from './platform/log.server.ts'
import { NonceContext, ReferenceContext } from './ui/nonce.ts'

// One bundle: the server around Remix and the commands live in it too, so that they share the database and the settings.
export { closeDatabase } from '#db/client.server.ts'
export { listeningOn } from './platform/http/origin.server.ts'
export { createApp } from './server/app.server.ts'
export { answerBrokenRequest } from './server/broken-request.server.ts'
export { stopBeingReady } from './server/health.server.ts'
export { start } from './start.server.ts'

const RENDER_LIMIT_MS = 5_000
export const streamTimeout = RENDER_LIMIT_MS

/** Renders to a buffer and compresses it once: on our pages that costs a third less than a stream (field measurements, decision 003). */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce, setPolicy }: AppLoadContext,
): Promise<Response> {
  const tree = (
    <NonceContext.Provider value={nonce}>
      <ReferenceContext.Provider value={() => newReference(request)}>
        <I18nextProvider i18n={i18nFor(languageOf(request))}>
          <RemixServer context={context} url={request.url} nonce={nonce} abortDelay={RENDER_LIMIT_MS} />
        </I18nextProvider>
      </ReferenceContext.Provider>
    </NonceContext.Provider>
  )
  const url = new URL(request.url)
  const cookies = request.headers.get('Cookie')
  headers.set('Content-Type', 'text/html; charset=utf-8')
  headers.set('Cache-Control', 'private, no-cache')
  headers.append('Vary', 'Accept-Encoding, Cookie')
  const cookie = languageCookie(url.pathname, cookies)
  if (cookie) headers.append('Set-Cookie', cookie)
  const mayGzip = /\bgzip\b/.test(request.headers.get('Accept-Encoding') ?? '')
  return new Promise((resolve, reject) => {
    let failed: unknown
    const chunks: Buffer[] = []
    const { pipe, abort } = renderToPipeableStream(tree, {
      nonce,
      onAllReady() {
        pipe(sink)
      },
      onShellError: reject,
      onError(error) {
        failed = error
      },
    })
    const timer = setTimeout(abort, RENDER_LIMIT_MS)
    const sink = new Writable({
      write(chunk: Buffer, _encoding, next) {
        chunks.push(chunk)
        next()
      },
      final(next) {
        clearTimeout(timer)
        if (failed) logDefect(failed, request)
        const page = Buffer.concat(chunks)
        if (mayGzip) headers.set('Content-Encoding', 'gzip')
        const isShared = !failed && status === 200 && request.method === 'GET' && mayGzip && isAnonymous(cookies)
        const body = isShared ? share(url, page, nonce, setPolicy) : mayGzip ? gzipSync(page, { level: 1 }) : page
        headers.set('Content-Length', String(body.length))
        resolve(new Response(new Uint8Array(body), { status: failed ? 500 : status, headers }))
        next()
      },
    })
  })
}

/** Keeps a page that is the same for everybody, so that it is rendered once and not for each who asks. */
function share(url: URL, page: Buffer, nonce: string, setPolicy: AppLoadContext['setPolicy']): Buffer {
  const { html, policy } = withHashedScripts(page.toString(), nonce)
  const body = gzipSync(html, { level: 1 })
  keepPage(url.pathname + url.search, { body, policy })
  setPolicy(policy)
  return body
}

/** The kind of defect and where, never the address or what was typed: both can hold something personal. */
function logDefect(error: unknown, request: Request): void {
  const place =
    error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 4).join(' | ').slice(0, 600) : 'not an Error'
  log('error', 'a request failed', { reference: newReference(request), error: place })
}

/** Called by Remix for what loaders, actions and rendering throw; answers such as 404 do not come here. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs): void {
  if (request.signal.aborted) return
  // Remix reports an address that no route answers in the same way; that is not a defect.
  if (error && typeof error === 'object' && 'status' in error && Number(error.status) < 500) return
  logDefect(error, request)
}
