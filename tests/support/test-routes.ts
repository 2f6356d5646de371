import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EntryContext, ServerBuild } from '@remix-run/node'
import { Outlet, RemixServer } from '@remix-run/react'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import type { Visitor } from '#app/access/visitor.ts'
import { i18nFor } from '#app/i18n/instance.server.ts'
import { languageOf } from '#app/platform/http/language.server.ts'
import type { RateLimiter } from '#app/platform/http/rate-limiter.server.ts'
import { createApp } from '#app/server/app.server.ts'
import type { LoadWatch } from '#app/server/load-watch.server.ts'

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module']

/** Renders the page alone: no scripts, as a browser without them shows it. */
function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream: _, ...context }: EntryContext,
): Response {
  const page = createElement(RemixServer, { context, url: request.url })
  const html = renderToString(createElement(I18nextProvider, { i18n: i18nFor(languageOf(request)) }, page))
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(html, { status, headers })
}

const ROOT: RouteModule = {
  default: () => createElement(Outlet),
  ErrorBoundary: () => createElement('p', {}, 'refused'),
}

function buildOf(routes: Readonly<Record<string, RouteModule>>): ServerBuild {
  const modules: Record<string, RouteModule> = { root: ROOT, ...routes }
  const all = Object.entries(modules).map(([id, module]) => ({
    id,
    ...(id === 'root' ? { path: '' } : { parentId: 'root', path: id }),
    module,
    hasLoader: 'loader' in module,
    hasAction: 'action' in module,
    hasErrorBoundary: 'ErrorBoundary' in module,
  }))
  return {
    entry: { module: { default: handleRequest, streamTimeout: 1_000 } },
    routes: Object.fromEntries(all.map((route) => [route.id, route])),
    assets: {
      entry: { imports: [], module: '' },
      routes: Object.fromEntries(all.map(({ module: _, ...route }) => [route.id, { ...route, module: '' }])),
      url: '',
      version: '',
    },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v3_singleFetch: true, v3_relativeSplatPath: true, v3_throwAbortReason: true },
    isSpaMode: false,
  } as unknown as ServerBuild
}

/** Routes of a test behind the portal's own server: its guards, its limits and Remix's own handlers. `visitors` by token. */
export async function serveRoutes(
  routes: Readonly<Record<string, RouteModule>>,
  {
    visitors = {},
    limiter = null,
    watch,
  }: { visitors?: Readonly<Record<string, Visitor>>; limiter?: RateLimiter | null; watch?: LoadWatch } = {},
) {
  const build = buildOf(routes)
  const lines: unknown[] = []
  const app = createApp({
    dev: true,
    getBuild: async () => build,
    findVisitor: (token) => {
      const visitor = visitors[token]
      return visitor ? { visitor, renewed: null } : null
    },
    limiter,
    ...(watch ? { watch } : {}),
    log: (...line) => void lines.push(line),
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The Cookie header of a token that `serveRoutes` knows. */
export function cookieOfToken(token: string): string {
  return `__Host-koers=${token}`
}
