import path from 'node:path'
import { pathToFileURL } from 'node:url'

type Built = { id: string; parentId?: string; path?: string; index?: boolean; module: Record<string, unknown> }

/** A route that answers requests, as the built portal knows it: its whole address, with `:names` for what differs. */
export type BuiltRoute = { id: string; address: string; reads: boolean; acts: boolean; isPage: boolean }

function addressOf(route: Built, all: Record<string, Built>): string {
  const above = route.parentId ? all[route.parentId] : undefined
  const base = above ? addressOf(above, all) : ''
  return route.path ? `${base}/${route.path}` : base
}

/** Every route of the build that answers by itself; those that only stand around others are left out. */
export async function builtRoutes(): Promise<BuiltRoute[]> {
  const file = pathToFileURL(path.resolve('build/server/index.js')).href
  const { routes } = (await import(file)) as { routes: Record<string, Built> }
  const around = new Set(Object.values(routes).map(({ parentId }) => parentId))
  return Object.values(routes)
    .filter(({ id }) => !around.has(id))
    .map((route) => ({
      id: route.id,
      address: addressOf(route, routes) || '/',
      reads: 'loader' in route.module,
      acts: 'action' in route.module,
      isPage: 'default' in route.module,
    }))
}
