import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { isLanguage } from '#app/i18n/languages.ts'

type Routes = ServerBuild['routes']
type RouteTree = Parameters<typeof matchRoutes>[0]
const MOST_PATHS = 2_000

function childrenOf(routes: Routes, parentId?: string): RouteTree {
  const children = Object.values(routes).filter((route) => route?.parentId === parentId)
  return children.flatMap((route): RouteTree => {
    if (!route) return []
    const { id, path, caseSensitive } = route
    if (route.index) return [{ id, path, caseSensitive, index: true }]
    return [{ id, path, caseSensitive, children: childrenOf(routes, id) }]
  })
}

/** The page behind what the browser asks for inside the portal: `/nl/catalogue.data` is about `/nl/catalogue`. */
function pagePath(pathname: string): string {
  return pathname.endsWith('.data') ? pathname.slice(0, -'.data'.length).replace(/^\/_root$/, '/') : pathname
}

/** The routes that answer an address, outermost first, as Remix would find them; nothing when none does, or when it is in a language that the portal does not speak. */
export function matcherOf(routes: Routes): (pathname: string) => string[] {
  const tree = childrenOf(routes)
  const known = new Map<string, string[]>()
  function find(pathname: string): string[] {
    const matches = matchRoutes(tree, pagePath(pathname)) ?? []
    const language = matches.at(-1)?.params.language
    if (language !== undefined && !isLanguage(language)) return []
    return matches.flatMap(({ route }) => (route.id ? [route.id] : []))
  }
  return (pathname) => {
    const before = known.get(pathname)
    if (before) return before
    const ids = find(pathname)
    if (ids.length === 0) return ids
    if (known.size >= MOST_PATHS) known.clear()
    known.set(pathname, ids)
    return ids
  }
}

function only<T>(all: Readonly<Record<string, T>>, ids: ReadonlyArray<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)))
}

/** The same portal with these routes alone. */
export function branchOf(build: ServerBuild, ids: ReadonlyArray<string>): ServerBuild {
  const { routes, assets } = build
  return { ...build, routes: only(routes, ids), assets: { ...assets, routes: only(assets.routes, ids) } }
}

/**
 * Answers each address by a handler that knows the routes of that address alone. Remix ranks and matches all its routes six times a page, and
 * hands all of them to React; which ones an address needs is worked out once and remembered.
 */
export function branchesOf(build: ServerBuild, match = matcherOf(build.routes)): (pathname: string) => RequestHandler {
  const whole = createRequestHandler(build, 'production')
  const handlers = new Map<string, RequestHandler>()
  return (pathname) => {
    const ids = match(pathname)
    if (ids.length === 0) return whole
    const branch = ids.join(' ')
    const handler = handlers.get(branch) ?? createRequestHandler(branchOf(build, ids), 'production')
    handlers.set(branch, handler)
    return handler
  }
}
