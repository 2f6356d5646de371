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
const server = createServer({ maxHeaderSize: 16_384, requireHostHeader: false }, app)
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
  ['13 segments', `/nl${'/a'.repeat(12)}`],
  ['6,900 segments', `/nl${'/a'.repeat(6_900)}`],
  ['13 segments under an unknown language', `/zz${'/a'.repeat(12)}`],
  ['13 segments under the static files', `/assets${'/a'.repeat(12)}`],
  ['13 empty segments', `/nl${'/'.repeat(12)}`],
  ['13 segments of page data', `/nl${'/a'.repeat(12)}.data`],
  ['a path of more than 2 kB', `/nl/${'a'.repeat(2_048)}`],
])('answers %s with a plain 404 before Remix, within 50 ms', async (_, path) => {
  const started = performance.now()
  const answer = await ask(path)
  expect(performance.now() - started).toBeLessThan(50)
  expect([answer.status, answer.body]).toEqual([404, expect.stringContaining('Deze pagina is er niet (meer)')])
  expectSafe(answer)
  // Everything that reaches Remix fails in this portal, and is logged as an error.
  expect(alarms()).toEqual([])
})

test('12 segments and long queries reach Remix', async () => {
  expect((await ask(`/nl${'/a'.repeat(11)}`)).status).toBe(500)
  expect((await ask(`/nl/catalogue?q=${'a'.repeat(8_000)}`)).status).toBe(500)
})

test.each(['/sign-out%2f', '/sign-out%2F.data', '/nl%5Cmy', '/nl/guides/a%2fb'])(
  'refuses the encoded slash in %s',
  async (path) => {
    expect((await ask(path)).status).toBe(400)
  },
)

test.each([
  ['Host: koers.example\r\nHost: evil.example', 400],
  ['Host: koers.example\r\nHost: koers.example', 400],
  ['X-None: 1', 400],
  ['Host: koers.example', 500],
])('with the headers %j the answer is %i', async (lines, status) => {
  const { port } = server.address() as AddressInfo
  const head = await new Promise<string>((resolve, reject) => {
    let seen = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET /nl HTTP/1.1\r\n${lines}\r\nConnection: close\r\n\r\n`),
    )
    socket.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
    })
    socket.on('close', () => resolve(seen))
    socket.on('error', reject)
  })
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
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
      socket.write(`GET /nl HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`),
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
