import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  createRequestHandler,
  type RequestHandler as RemixHandler,
  type ServerBuild,
  writeReadableStreamToWritable,
} from '@remix-run/node'
import type { Request as ExpressRequest, Response as ExpressResponse, RequestHandler } from 'express'
import { bodyOf } from '#app/platform/http/page-response.server.ts'
import { branchesOf } from './branches.server.ts'
import type { Restored, restoredFor, WaitingContext } from './waiting-form.server.ts'

function headersOf(request: ExpressRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (Array.isArray(value)) for (const one of value) headers.append(name, one)
    else if (value) headers.set(name, value)
  }
  return headers
}

/** The request as Remix reads it, with what waited for this page as its body. It is aborted when the visitor goes away before there is an answer. */
function remixRequest(request: ExpressRequest, response: ExpressResponse, restored: Restored | null): Request {
  const port = Number.parseInt(request.headers.host?.split(':')[1] ?? '', 10)
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  // An address that is none fails as one, and is answered with 400.
  const { href } = new URL(
    `${request.protocol}://${request.hostname}${port >= 0 ? `:${port}` : ''}${request.originalUrl}`,
  )
  if (restored) {
    const headers = headersOf(request)
    headers.delete('Content-Type')
    headers.delete('Content-Length')
    return new Request(href, { method: 'POST', headers, signal: gone.signal, body: restored.body })
  }
  return new Request(href, {
    method: request.method,
    headers: headersOf(request),
    signal: gone.signal,
    ...(hasBody ? { body: createReadableStreamFromReadable(request), duplex: 'half' } : {}),
  })
}

async function send(response: ExpressResponse, answer: Response): Promise<void> {
  response.status(answer.status)
  for (const [name, value] of answer.headers) response.append(name, value)
  const page = bodyOf(answer)
  if (page) response.end(page)
  else if (answer.body) await writeReadableStreamToWritable(answer.body, response)
  else response.end()
}

/** The handler for an address: a built portal is read once and divided into branches; in development it is built anew each time. */
function handlerFor(dev: boolean, getBuild: () => Promise<ServerBuild>): (pathname: string) => Promise<RemixHandler> {
  if (dev) {
    const handler = createRequestHandler(getBuild, 'development')
    return async () => handler
  }
  let branches: ReturnType<typeof branchesOf> | undefined
  return async (pathname) => {
    branches ??= branchesOf(await getBuild())
    return branches(pathname)
  }
}

/** Lets Remix answer. Instead of `@remix-run/express`: a page is a buffer already, and goes out without a stream around it (decision 003). */
export function answerWithRemix(options: {
  dev: boolean
  getBuild: () => Promise<ServerBuild>
  contextOf: (request: ExpressRequest, response: ExpressResponse, waiting: WaitingContext) => AppLoadContext
  /** What waits for this page since before a sign-in. */
  waitingOf: (request: ExpressRequest, response: ExpressResponse) => ReturnType<typeof restoredFor>
}): RequestHandler {
  const handlerOf = handlerFor(options.dev, options.getBuild)
  return async (request, response, next) => {
    try {
      const handler = await handlerOf(request.path)
      const { restored, context } = options.waitingOf(request, response)
      const asked = remixRequest(request, response, restored)
      const answer = await handler(asked, options.contextOf(request, response, context))
      restored?.finish(answer.status)
      await send(response, answer)
    } catch (error) {
      next(error)
    }
  }
}
