import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'

type RouteObject = Parameters<typeof matchRoutes>[0][number]
type Routes = { build: ServerBuild; tree: RouteObject[] }
let known: Routes | null = null

/** The routes of a build as a tree, made once a build. */
function treeOf(build: ServerBuild): RouteObject[] {
  if (known?.build === build) return known.tree
  const all = Object.values(build.routes).filter((route) => route !== undefined)
  const under = (parentId: string | undefined): RouteObject[] =>
    all
      .filter((route) => route.parentId === parentId)
      .map(({ id, path, index, module }) =>
        index ? { id, path, index, handle: module.handle } : { id, path, handle: module.handle, children: under(id) },
      )
  known = { build, tree: under(undefined) }
  return known.tree
}

/** The most bytes that the route of this address takes, as its `handle.largestBody` says; null when it says nothing. */
export function largestBodyOf(build: ServerBuild, path: string): number | null {
  const route = matchRoutes(treeOf(build), path.replace(/\.data\/*$/i, ''))?.at(-1)?.route
  const { largestBody } = (route?.handle ?? {}) as { largestBody?: unknown }
  return typeof largestBody === 'number' ? largestBody : null
}
