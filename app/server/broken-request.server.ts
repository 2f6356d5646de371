import type { Socket } from 'node:net'
import { plainPageInBoth } from './plain-page.server.ts'

const HEAD = [
  'HTTP/1.1 431 Request Header Fields Too Large',
  'Content-Type: text/html; charset=utf-8',
  "Content-Security-Policy: default-src 'none';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'X-Content-Type-Options: nosniff',
  'X-Frame-Options: DENY',
  'Referrer-Policy: same-origin',
  'Cache-Control: no-store',
  'Connection: close',
]

/** Answers what Node itself cannot read: headers above the limit get the same page as an address that is too long, in both languages; the rest a bare 400. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  if (error.code !== 'HPE_HEADER_OVERFLOW')
    return void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  const { html } = plainPageInBoth('tooLong')
  socket.end(`${HEAD.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(html)}\r\n\r\n${html}`)
}
