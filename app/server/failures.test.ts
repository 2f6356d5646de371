import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { log } from '#app/platform/log.server.ts'
import { createApp } from './app.server.ts'
import { answerBrokenRequest } from './broken-request.server.ts'

type Line = Parameters<typeof log>
const lines: Line[] = []
/** What stands in the log beside what was merely refused. */
const alarms = () => lines.filter(([level]) => level !== 'info')

// A portal whose bundle cannot be loaded: everything that gets as far as Remix fails.
const app = createApp({
  dev: true,
  findVisitor: () => null,
  limiter: null,
  log: (...line) => void lines.push(line),
  getBuild: async () => {
    throw new TypeError('secret words')
  },
})
const server = createServer({ maxHeaderSize: 8_192 }, app)
server.on('clientError', (error, socket) => answerBrokenRequest(error, socket as never))
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => void server.close())
beforeEach(() => void lines.splice(0))

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

function expectSafe({ headers }: Answer): void {
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cache-control']).toBe('no-store')
}

test('what fails around Remix is a plain page and one log line, without what was said or asked', async () => {
  const answer = await ask('/nl/catalogue?q=burn-out')
  expect(answer.status).toBe(500)
  expectSafe(answer)
  expect(answer.body).toContain('<h1>Er ging iets mis bij ons</h1>')
  expect(answer.body).not.toMatch(/secret|burn-out|TypeError| at /)
  const reference = /dit nummer: ([0-9A-F]{8})</.exec(answer.body)?.[1]
  expect(alarms()).toEqual([
    ['error', expect.any(String), { error: expect.stringMatching(/^TypeError \| at /), reference }],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/secret|burn-out/)
})

test.each([
  ['an address with a host of its own', 'http://elsewhere.example/nl', {}],
  ['an address of another scheme', 'ftp://elsewhere.example/', {}],
  ['a Host with a space', '/nl', { Host: 'a b' }],
  ['a Host with signs', '/nl', { Host: 'a<b>%' }],
  ['an open bracket as Host', '/nl', { Host: '[' }],
  ['a port out of range', '/nl', { Host: 'koers.example:99999' }],
])('%s is a page with 400, and no alarm', async (_, path, headers: Record<string, string>) => {
  const answer = await ask(path, headers)
  expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('Dit adres klopt niet')])
  expectSafe(answer)
  expect(alarms()).toEqual([])
})

test.each([
  ['/en/%E0', {}, 'en'],
  ['/%E0', { Cookie: 'language=en' }, 'en'],
  ['/%E0', { Cookie: 'language=nl', 'Accept-Language': 'en' }, 'nl'],
  ['/nl/%E0', { Cookie: 'language=en' }, 'nl'],
  ['/%E0', { Cookie: 'language=fr', 'Accept-Language': 'en' }, 'en'],
])('a plain page for %s with %j is in %s', async (path, headers: Record<string, string>, language) => {
  expect((await ask(path, headers)).body).toContain(`<html lang="${language}">`)
})

test('headers above the limit get one page in both languages, with the security headers', async () => {
  const { port } = server.address() as AddressInfo
  const raw = await new Promise<string>((resolve, reject) => {
    let seen = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET /nl HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(10_000)}\r\n\r\n`),
    )
    socket.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
    })
    socket.on('close', () => resolve(seen))
    socket.on('error', reject)
  })
  const [head = '', body = ''] = raw.split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 431 /)
  expect(head).toContain("Content-Security-Policy: default-src 'none';script-src 'self'")
  expect(head).toContain('Cross-Origin-Embedder-Policy: require-corp')
  expect(head).toContain('X-Content-Type-Options: nosniff')
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`)
  expect(body).toContain('<section lang="nl"><h1>Deze zoekvraag is te lang</h1>')
  expect(body).toContain('<section lang="en"><h1>This search is too long</h1>')
})
