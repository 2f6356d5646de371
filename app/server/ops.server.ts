import type { IncomingMessage, ServerResponse } from 'node:http'
import { hostName } from '#app/platform/http/header-values.ts'
import { isLoopback } from '#app/platform/loopback.ts'
import { healthReport } from './health.server.ts'

type Answer = { status: number; type: string; body: string }

const NOTHING: Answer = { status: 404, type: 'text/plain; charset=utf-8', body: '' }

function answerTo(path: string): Answer {
  if (path !== '/healthz') return NOTHING
  const { isWell, report } = healthReport()
  return { status: isWell ? 200 : 503, type: 'application/json; charset=utf-8', body: JSON.stringify(report) }
}

/**
 * The port for operators (OPS_PORT), which listens on this machine only and is another one than visitors get: what a proxy passes on never
 * arrives here. Under another name than this machine's it says nothing, so that no page in a browser here can read it (DNS rebinding).
 */
export function answerOperator(request: IncomingMessage, response: ServerResponse): void {
  const isForUs = request.method === 'GET' && isLoopback(hostName(request.headers.host ?? '') ?? '')
  const { status, type, body } = isForUs ? answerTo(request.url ?? '') : NOTHING
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' })
  response.end(body)
}
