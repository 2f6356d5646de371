import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import { isLanguage } from '#app/i18n/languages.ts'
import siteMap from '#app/routes.ts'
import { branchesOf, branchOf, matcherOf } from './branches.server.ts'

const entries = (await siteMap) as RouteConfigEntry[]

type Tree = Parameters<typeof matchRoutes>[0]
function treeOf(list: ReadonlyArray<RouteConfigEntry>): Tree {
  return list.map(({ file, path, index, children }) =>
    index ? { id: file, path, index } : { id: file, path, children: treeOf(children ?? []) },
  )
}
/** The site map below a root, as Remix lays it out, made apart from what is tested. */
const tree: Tree = [{ id: 'root', path: '', children: treeOf(entries) }]

function flat(list: ReadonlyArray<RouteConfigEntry>, parentId: string): ServerBuild['routes'] {
  const routes: ServerBuild['routes'] = {}
  for (const { file, path, index, children } of list) {
    // Each answers with its own name, so that an answer says which route gave it.
    const module = { loader: ({ params }: { params: unknown }) => Response.json({ route: file, params }) }
    routes[file] = { id: file, parentId, path, index, module: module as never }
    Object.assign(routes, flat(children ?? [], file))
  }
  return routes
}

const routes: ServerBuild['routes'] = {
  root: { id: 'root', path: '', module: {} as never },
  ...flat(entries, 'root'),
}
const assets = Object.fromEntries(Object.keys(routes).map((id) => [id, { id }]))
const build = {
  routes,
  assets: { routes: assets, version: '1', url: '', entry: { module: '', imports: [] } },
  entry: { module: { default: () => new Response('page') } },
  future: { v3_singleFetch: true },
  basename: '/',
  publicPath: '/',
  isSpaMode: false,
  mode: 'production',
} as unknown as ServerBuild

function addressesOf(list: ReadonlyArray<RouteConfigEntry>, before = ''): string[] {
  return list.flatMap(({ path = '', children }) => {
    const address = `${before}/${path}`.replace(/\/$/, '') || '/'
    const filled = address.replace(':language', 'nl').replace(/:\w+/g, 'some-thing')
    return [filled, ...addressesOf(children ?? [], address)]
  })
}

const ADDRESSES = [
  ...addressesOf(entries),
  '/EN/Catalogue/',
  '/nl/catalogue/geen%20naam',
  '/nl/catalogue/%2F',
  '/nl/catalogue/constructor',
  '/xx',
  '/nl/desk/people/1/2',
  '/nothing.here',
  '/nl/no/such/page',
]

/** What Remix finds in the site map. A language that the portal does not speak is no address, whatever stands behind it. */
function expectedFor(address: string) {
  const matches = matchRoutes(tree, address) ?? []
  const isOurs = matches.every(({ params }) => params.language === undefined || isLanguage(params.language))
  return isOurs ? matches.map(({ route }) => route.id) : []
}

test('there are addresses of every route of the site map', () => {
  expect(new Set(ADDRESSES).size).toBeGreaterThanOrEqual(Object.keys(routes).length - 1)
})

test.each(ADDRESSES)('%s is answered by the same routes, and by them alone', (address) => {
  const expected = expectedFor(address)
  const ids = matcherOf(routes)(address)
  expect(ids).toEqual(expected)
  expect(matcherOf(branchOf(build, ids).routes)(address)).toEqual(expected)
  expect(Object.keys(branchOf(build, ids).assets.routes).sort()).toEqual([...expected].sort())
})

// What no route answers never gets here (known-address.server.ts).
test.each(ADDRESSES.filter((address) => expectedFor(address).length > 0))(
  '%s gets the answer that the whole portal would give, twice',
  async (address) => {
    const whole = createRequestHandler(build, 'production')
    const branches = branchesOf(build)
    const ask = async (handler: typeof whole, path: string) => {
      const answer = await handler(new Request(`http://127.0.0.1${path}`), {} as never)
      return [answer.status, await answer.text()]
    }
    const data = address === '/' ? '/_root.data' : `${address.replace(/\/$/, '')}.data`
    for (const path of [address, data, address]) {
      const [pathname] = path.split('?') as [string]
      expect(await ask(branches(pathname), path), path).toEqual(await ask(whole, path))
    }
  },
)
