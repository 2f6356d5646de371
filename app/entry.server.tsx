import { gzipSync } from 'node:zlib'
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { database } from '#app/platform/database.server.ts'
import { theDoor } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { runDemoPeople } from './demo/demo-people-command.server.ts'
import { runAuditVerify } from './features/audit/verify-command.server.ts'
import { runImport } from './features/catalogue/import-command.server.ts'
import { runPeopleImport } from './features/people/people-import-command.server.ts'
import { runPerson } from './features/people/person-command.server.ts'
import { runKeys } from './features/privacy/keys-command.server.ts'
import { runRegister } from './features/privacy/register-command.server.ts'
import { runLab } from './features/search/lab-command.server.ts'
import { indexState, learnAfterImport } from './features/search/learn-words.server.ts'
import { runRebuild } from './features/search/rebuild-command.server.ts'
import { runStatus } from './features/search/status-command.server.ts'
import { runWhy } from './features/search/why-command.server.ts'
import { runWords } from './features/search/words-command.server.ts'
import { i18nFor } from './i18n/instance.server.ts'
import { now } from './platform/clock.server.ts'
import type { CommandIo } from './platform/command/command.server.ts'
import { defectOf } from './platform/defect.ts'
import { settings } from './platform/env.server.ts'
import { withHashedScripts } from './platform/http/content-security-policy.server.ts'
import { languageCookie, languageOf } from './platform/http/language.server.ts'
import { cacheControl, keepPage, sharingGroup, takesGzip } from './platform/http/page-cache.server.ts'
import { newReference } from './platform/http/reference.server.ts'
import { log } from './platform/log.server.ts'
import { NonceContext, ReferenceContext } from './ui/nonce.ts'

// One bundle: the server around Remix and the commands live in it too, so that they share the database and the settings.
export { closeDatabase } from '#app/platform/database.server.ts'
export { listeningOn } from './platform/http/origin.server.ts'
export { portalName } from './platform/portal/settings.server.ts'
export { createApp } from './server/app.server.ts'
export { answerBrokenRequest } from './server/broken-request.server.ts'
export { stopBeingReady } from './server/health.server.ts'
export { findVisitor, start, stopBackground } from './start.server.ts'

const io: CommandIo = {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  isTTY: process.stderr.isTTY,
}

function portal(): { db: Db; now: Date } {
  return { db: database(), now: now() }
}

/** The commands of `scripts/command.mjs`: each takes its words and answers with the exit code. */
export const commands = {
  import: async (argv: string[]) => {
    const { db, now } = portal()
    const before = indexState(db)
    const code = await runImport(argv, io, { db, now })
    await learnAfterImport(db, now, before)
    return code
  },
  'demo:people': (argv: string[]) =>
    runDemoPeople(argv, io, { ...portal(), door: theDoor, isDemo: settings().KOERS_DEMO, folder: settings().DATA_DIR }),
  'people:import': (argv: string[]) => runPeopleImport(argv, io, portal()),
  person: (argv: string[]) => runPerson(argv, io, { ...portal(), door: theDoor }),
  'audit:verify': (argv: string[]) =>
    runAuditVerify(argv, io, { db: database(), headsFile: settings().AUDIT_HEADS_FILE }),
  keys: (argv: string[]) => runKeys(argv, io, portal()),
  register: (argv: string[]) => runRegister(argv, io),
  'search:words': (argv: string[]) => runWords(argv, io, portal()),
  'search:why': (argv: string[]) => runWhy(argv, io, portal()),
  'search:status': (argv: string[]) => runStatus(argv, io, portal()),
  'search:rebuild': (argv: string[]) => runRebuild(argv, io, portal()),
  'search:lab': (argv: string[]) => runLab(argv, io),
}
/** Those that work beside the portal: they need its settings, not its database. */
export const besidePortal: ReadonlyArray<string> = ['search:lab', 'register']

/** Our loaders answer at once and defer nothing. Remix keeps a page's data in memory for this long, so it is short. */
export const streamTimeout = 1_000

const UNSAFE_IN_SCRIPT = /[&<>\u2028\u2029]/g

/** The data of the page's loaders as the scripts that Remix in the browser waits for; the same that its own streaming writes, in one piece. */
async function handoffScripts(stream: ReadableStream | undefined, nonce: string): Promise<string> {
  if (!stream) return ''
  const text = JSON.stringify(await new Response(stream).text())
  const safe = text.replace(UNSAFE_IN_SCRIPT, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const controller = 'window.__remixContext.streamController'
  return `<script nonce="${nonce}">${controller}.enqueue(${safe});${controller}.close();</script>`
}

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
  const mayGzip = takesGzip(request.headers.get('Accept-Encoding'))
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
  return new Response(new Uint8Array(body), { status, headers })
}

/** Whether this page is the same for everybody with the same menu, as its route says of itself. */
function mayShare(request: Request, status: number, context: Omit<EntryContext, 'serverHandoffStream'>): boolean {
  if (!import.meta.env.PROD || status !== 200 || request.method !== 'GET') return false
  const last = context.staticHandlerContext.matches.at(-1)?.route.id ?? ''
  const handle = context.routeModules[last]?.handle as { sameForAll?: boolean } | undefined
  return handle?.sameForAll === true
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
  keepPage(group, url.pathname + url.search, version, { body, policy })
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
