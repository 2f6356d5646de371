import type { Socket } from 'node:net'
import { bareHeaders } from './headers.server.ts'
import { plainPageInBoth } from './plain-page.server.ts'

function answer(line: string, html = ''): string {
  const type = html ? ['Content-Type: text/html; charset=utf-8'] : []
  const length = `Content-Length: ${Buffer.byteLength(html)}`
  return [`HTTP/1.1 ${line}`, ...bareHeaders(), ...type, length, 'Connection: close', '', html].join('\r\n')
}

/** Who has been answered and still does not leave is let go then: a slow client would stay for ever. */
const LEAVE_WITHIN_MS = 2_000

/**
 * Answers what Node itself cannot read: headers above the limit get the same page as an address that is too long, in both languages; what
 * took too long to arrive a bare 408, the rest a bare 400.
 */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  if (error.code === 'HPE_HEADER_OVERFLOW')
    socket.end(answer('431 Request Header Fields Too Large', plainPageInBoth('tooLong')))
  else socket.end(answer(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'))
  setTimeout(() => socket.destroy(), LEAVE_WITHIN_MS).unref()
}
