import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FakeDocument, type FakeQuery, fakeSearch } from './fake-search.ts'
import {
  addDocuments,
  createIndex,
  deleteDocuments,
  deleteIndex,
  emptyStore,
  type FakeStore,
  lookAtTask,
  swapIndexes,
  updateSettings,
} from './fake-tasks.ts'
import { recorded } from './recorded.ts'

/** How the stand-in behaves: well, or in one of the ways in which servers and what stands before them go wrong. */
export const BAD_WAYS = [
  'hangs',
  'slow',
  'html',
  'empty',
  'cut short',
  'other json',
  'wrong types',
  'too few answers',
  'degraded',
  'strangers',
  'twice the same',
  'wrong totals',
  'endless totals',
  'wrong counts',
  'busy',
  'drops',
  'redirects',
] as const
export type BadWay = (typeof BAD_WAYS)[number]

export type FakeMeili = {
  readonly url: string
  readonly key: string
  readonly store: FakeStore
  /** Every request so far, as `METHOD /path`. */
  readonly requests: string[]
  readonly headers: IncomingHttpHeaders[]
  behave(way: 'well' | BadWay): void
  /** Nobody listens at the address any more. */
  goDown(): Promise<void>
  /** The same address again, with what was in it. */
  comeBack(): Promise<void>
}

type Answer = { status: number; body: unknown }
type Asked = { method: string; path: string; params: URLSearchParams; body: unknown }

const KEY = 'a-key-of-the-tests-only'
const SLOW_MS = 1_500

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? undefined : JSON.parse(text)
}

function indexNotFound(uid: string): Answer {
  const { status, body } = recorded('search: index that is not there')
  return { status, body: { ...body, message: `Index \`${uid}\` not found.` } }
}

function accepted(body: unknown): Answer {
  return { status: 202, body }
}

/** What stands below /indexes/{uid}. */
function answerOfIndex(store: FakeStore, { method, params, body }: Asked, uid: string, rest: string): Answer {
  if (method === 'DELETE' && rest === '') return accepted(deleteIndex(store, uid))
  if (method === 'PATCH' && rest === '/settings')
    return accepted(updateSettings(store, uid, body as Record<string, unknown>))
  if (method === 'POST' && rest === '/documents') return accepted(addDocuments(store, uid, body as FakeDocument[]))
  if (method === 'POST' && rest === '/documents/delete-batch')
    return accepted(deleteDocuments(store, uid, body as string[]))
  const index = store.indexes.get(uid)
  if (!index) return indexNotFound(uid)
  if (method === 'GET' && rest === '')
    // Built from the documented contract: this step was not recorded.
    return {
      status: 200,
      body: { uid, primaryKey: 'id', createdAt: '2026-11-21T20:50:50Z', updatedAt: '2026-11-21T20:50:50Z' },
    }
  if (method === 'GET' && rest === '/settings')
    return { status: 200, body: { ...recorded('settings read back').body, ...index.settings } }
  if (method === 'GET' && rest === '/stats')
    return {
      status: 200,
      body: { ...recorded('statistics of the index').body, numberOfDocuments: index.documents.size },
    }
  if (method === 'GET' && rest === '/documents') {
    const offset = Number(params.get('offset') ?? 0)
    const limit = Number(params.get('limit') ?? 20)
    const results = [...index.documents.values()].slice(offset, offset + limit).map(({ id, rev }) => ({ id, rev }))
    return { status: 200, body: { results, offset, limit, total: index.documents.size } }
  }
  throw new Error(`the stand-in knows no ${method} ${rest}`)
}

function multiSearch(store: FakeStore, queries: ReadonlyArray<FakeQuery & { indexUid: string }>): Answer {
  const missing = queries.find(({ indexUid }) => !store.indexes.has(indexUid))
  if (missing) return recorded('multi-search: one broken query refuses all')
  const results = queries.map((query) => fakeSearch(query.indexUid, store.indexes.get(query.indexUid)!, query))
  return { status: 200, body: { results } }
}

function answerOf(store: FakeStore, asked: Asked): Answer {
  const { method, path, body } = asked
  if (path === '/health') return recorded('health')
  if (path === '/version') return recorded('version')
  if (method === 'POST' && path === '/indexes') return accepted(createIndex(store, (body as { uid: string }).uid))
  if (path === '/multi-search') return multiSearch(store, (body as { queries: [] }).queries)
  if (path === '/swap-indexes') {
    const [swap] = body as [{ indexes: [string, string] }]
    return accepted(swapIndexes(store, ...swap.indexes))
  }
  const [, task] = /^\/tasks\/(\d+)$/.exec(path) ?? []
  if (task !== undefined) {
    const found = lookAtTask(store, Number(task))
    return found ? { status: 200, body: found } : recorded('task that is not there')
  }
  const [, uid = '', rest = ''] = /^\/indexes\/([\w-]+)(.*)$/.exec(path) ?? []
  return answerOfIndex(store, asked, uid, rest)
}

type Result = { hits: unknown[]; totalHits: number; hitsPerPage: number } & Record<string, unknown>

/** A well-formed answer to a search that is not true. */
function twisted(way: BadWay, { results }: { results: Result[] }): unknown {
  const each = (change: (result: Result) => Record<string, unknown>) => ({
    results: results.map((result) => ({ ...result, ...change(result) })),
  })
  const padded = ({ hits, hitsPerPage }: Result, hit: (place: number) => unknown) =>
    hitsPerPage === 0 ? hits : Array.from({ length: Math.min(3, hitsPerPage) }, (_, place) => hit(place))
  switch (way) {
    case 'too few answers':
      return { results: results.slice(1) }
    case 'other json':
      return { hello: 'world' }
    case 'wrong types':
      return each(() => ({ hits: [{ id: 7 }], totalHits: 'many' }))
    case 'degraded':
      return each(() => ({ degraded: true }))
    case 'strangers':
      return each((result) => ({
        hits: padded(result, (place) => ({ id: `stranger-${place}`, rev: 1 })),
        totalHits: 3,
      }))
    case 'twice the same':
      return each((result) => ({ hits: padded(result, () => result.hits[0] ?? { id: 'a', rev: 1 }), totalHits: 3 }))
    case 'wrong totals':
      return each(({ totalHits }) => ({ totalHits: totalHits + 5 }))
    case 'wrong counts':
      return each(({ facetDistribution }) =>
        facetDistribution ? { facetDistribution: { f_theme: { a: 7_000 } } } : {},
      )
    case 'endless totals':
      return each(({ hits, hitsPerPage }) => ({ totalHits: hits.length === hitsPerPage ? 40_000 : 39_999 }))
    default:
      return { results }
  }
}

function write(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type }).end(text)
}

/** Ways that do not look at the question. True when the answer is given, or never will be. */
function isBadlyAnswered(way: 'well' | BadWay, response: ServerResponse): boolean {
  switch (way) {
    case 'hangs':
      return true
    case 'html':
      write(response, 502, 'text/html', '<html><body><h1>502 Bad Gateway</h1></body></html>')
      return true
    case 'empty':
      write(response, 200, 'application/json', '')
      return true
    case 'cut short':
      write(response, 200, 'application/json', '{"results":[{"hits":[{"id":"a"')
      return true
    case 'busy':
      // Built from the documented contract: this step was not recorded.
      write(
        response,
        503,
        'application/json',
        '{"message":"Too many search requests running","code":"too_many_search_requests","type":"system","link":""}',
      )
      return true
    case 'drops':
      response.destroy()
      return true
    case 'redirects':
      response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere' }).end()
      return true
    default:
      return false
  }
}

async function handle(
  fake: { store: FakeStore; way: 'well' | BadWay; requests: string[]; headers: IncomingHttpHeaders[] },
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { pathname: path, searchParams: params } = new URL(request.url ?? '/', 'http://fake')
  const method = request.method ?? 'GET'
  fake.requests.push(`${method} ${path}`)
  fake.headers.push(request.headers)
  const body = await bodyOf(request)
  if (isBadlyAnswered(fake.way, response)) return
  if (path !== '/health' && request.headers.authorization !== `Bearer ${KEY}`) {
    const refusal = recorded(request.headers.authorization ? 'wrong key: refused' : 'no key: refused')
    return write(response, refusal.status, 'application/json', JSON.stringify(refusal.body))
  }
  const answer = answerOf(fake.store, { method, path, params, body })
  const isSearch = path === '/multi-search' && answer.status === 200
  const said = isSearch && fake.way !== 'well' ? twisted(fake.way, answer.body as { results: Result[] }) : answer.body
  const send = () => write(response, answer.status, 'application/json', JSON.stringify(said))
  if (fake.way === 'slow' && isSearch) setTimeout(send, SLOW_MS).unref()
  else send()
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** A stand-in for a Meilisearch server on this machine: it answers in the recorded shapes and keeps indexes, documents and tasks. */
export async function startFakeMeili(): Promise<FakeMeili> {
  const state = {
    store: emptyStore(),
    way: 'well' as 'well' | BadWay,
    requests: [] as string[],
    headers: [] as IncomingHttpHeaders[],
  }
  const make = () =>
    createServer((request, response) => {
      handle(state, request, response).catch((error: Error) => write(response, 500, 'text/plain', error.message))
    })
  let server = make()
  const port = await listen(server, 0)
  return {
    url: `http://127.0.0.1:${port}`,
    key: KEY,
    store: state.store,
    requests: state.requests,
    headers: state.headers,
    behave(way) {
      state.way = way
    },
    goDown: () => closed(server),
    async comeBack() {
      server = make()
      await listen(server, port)
    },
  }
}
