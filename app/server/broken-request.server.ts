import type { Socket } from 'node:net'
import { plainPage } from './plain-page.server.ts'

/** Answers what Node itself cannot read: headers above the limit get the same page as an address that is too long, in Dutch; the rest a bare 400. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  if (error.code !== 'HPE_HEADER_OVERFLOW')
    return void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  const { html } = plainPage('nl', 'tooLong')
  const head = [
    'HTTP/1.1 431 Request Header Fields Too Large',
    'Content-Type: text/html; charset=utf-8',
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(html)}\r\n\r\n${html}`)
}
