import { createHash } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import { OFFERS } from '#tests/support/demo-offers.ts'
import { freePort, withPortal } from '#tests/support/portal.ts'

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** A request with exactly these headers and this path, as no browser would send it. */
function ask(
  origin: string | undefined,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  const { hostname, port } = new URL(origin ?? '')
  return new Promise<Answer>((resolve, reject) => {
    const sent = httpRequest(
      { hostname, port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (answer) => {
        let body = ''
        answer.on('data', (chunk: Buffer) => {
          body += chunk.toString()
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

test('the portal says in one word that it lives and that it is ready', async ({ request }) => {
  for (const path of ['/livez', '/readyz']) {
    const answer = await request.get(path)
    expect(answer.status()).toBe(200)
    expect(await answer.text()).toBe('')
  }
})

test('the port for operators tells more of its health, on this machine; the port for visitors does not', async ({
  request,
  baseURL,
}) => {
  const ops = String(await freePort())
  await withPortal({ OPS_PORT: ops }, async (origin) => {
    const operators = `http://127.0.0.1:${ops}`
    const answer = await request.get(`${operators}/healthz`)
    expect([answer.status(), answer.headers()['cache-control']]).toEqual([200, 'no-store'])
    expect(await answer.json()).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      database: 'ok',
      search: { engine: 'embedded', state: 'ok', documents: expect.any(Number) },
    })
    // A page elsewhere whose name leads to this machine hears nothing.
    for (const Host of ['elsewhere.example', `elsewhere.example:${ops}`, '127.0.0.1.elsewhere.example', '0.0.0.0'])
      expect((await ask(operators, '/healthz', { headers: { Host } })).body, Host).not.toContain('embedded')
    for (const path of ['/nl', '/', '/livez', '/sign-in/demo', '/healthz/', '/healthz?x'])
      expect((await ask(operators, path)).status, path).toBe(404)
    expect((await ask(operators, '/healthz', { method: 'POST' })).status).toBe(404)
    for (const visited of [origin, baseURL ?? '']) {
      const missing = await ask(visited, '/healthz')
      expect(missing.status).toBe(404)
      expect(missing.body).not.toContain('embedded')
    }
  })
})

test('every answer carries the security headers', async ({ request }) => {
  for (const path of ['/nl', '/en/catalogue?q=team', '/nl/nothing-here', '/sitemap.xml', '/favicon.svg', '/nl/%E0']) {
    const headers = (await request.get(path)).headers()
    const policy = headers['content-security-policy'] ?? ''
    expect(policy, path).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).not.toMatch(/unsafe|\*|http:/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
  }
})

test('only scripts run that the answer itself names, by their hash or by a number used once', async ({ request }) => {
  const seen = new Set<string>()
  // The first answer may be kept and sent again; a refused form and a missing page never are.
  for (const path of ['/nl/catalogue', '/nl/catalogue', '/nl/guides/none', '/nl/guides/none', OFFERS.event.nl]) {
    const answer = await request.get(path)
    const policy = answer.headers()['content-security-policy'] ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1]
    if (nonce) {
      expect(nonce.length).toBeGreaterThanOrEqual(22)
      expect(seen, 'used once').not.toContain(nonce)
      seen.add(nonce)
    }
    const scripts = [...(await answer.text()).matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)]
    const inline = scripts.filter(([, attributes = '']) => !/ src=|ld\+json/.test(attributes))
    expect(inline.length, path).toBeGreaterThan(0)
    for (const [, attributes = '', script = ''] of inline) {
      const isNamed = nonce !== undefined && attributes.includes(`nonce="${nonce}"`)
      const hash = createHash('sha256').update(script).digest('base64')
      expect(isNamed || policy.includes(`'sha256-${hash}'`), `${path}: ${script.slice(0, 60)}`).toBe(true)
    }
  }
})

test('a page sent again to somebody else is theirs: its own cookie, and no words of the one before', async ({
  playwright,
  baseURL,
}) => {
  const first = await playwright.request.newContext({ baseURL })
  const second = await playwright.request.newContext({ baseURL })
  await first.get('/en/catalogue?q=unusual')
  const again = await second.get('/en/catalogue?q=unusual')
  expect(again.headers()['set-cookie']).toContain('language=en')
  expect(again.headers()['cache-control']).toMatch(/private|no-store/)
  expect(await (await second.get('/en/catalogue')).text()).not.toContain('unusual')
  // Text that was refused is the sender's own.
  await first.post('/en/wish', { form: { wish: 'x'.repeat(1_001), searched: '' }, headers: { Origin: baseURL ?? '' } })
  expect(await (await second.get('/en/wish')).text()).not.toContain('xxxxx')
  await first.dispose()
  await second.dispose()
})

test('cookies are out of reach of scripts and of other sites', async ({ request }) => {
  const cookie = (await request.get('/en')).headers()['set-cookie'] ?? ''
  expect(cookie).toContain('language=en')
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
})

test('assets are kept for a year and travel compressed', async ({ baseURL }) => {
  const page = await ask(baseURL, '/nl')
  const assets = [...new Set(page.body.match(/\/assets\/[\w.-]+\.(?:js|css)/g))]
  expect(assets.length).toBeGreaterThan(3)
  for (const asset of assets) {
    const brotli = await ask(baseURL, asset, { headers: { 'Accept-Encoding': 'gzip, deflate, br' } })
    expect(brotli.status, asset).toBe(200)
    expect(brotli.headers['content-encoding'], asset).toBe('br')
    expect(brotli.headers['content-type'], asset).toMatch(/^text\/(?:javascript|css); ?charset=utf-8$/)
    expect(brotli.headers['cache-control'], asset).toBe('public,max-age=31536000,immutable')
    const gzip = await ask(baseURL, asset, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(gzip.headers['content-encoding'], asset).toBe('gzip')
    expect(gzip.headers.vary, asset).toMatch(/accept-encoding/i)
    const plain = await ask(baseURL, asset)
    expect(plain.headers['content-encoding'], asset).toBeUndefined()
  }
})

test('pages, site map and data travel compressed where the browser can read that', async ({ baseURL }) => {
  for (const path of ['/nl', '/sitemap.xml']) {
    const answer = await ask(baseURL, path, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(answer.headers['content-encoding'], path).toBe('gzip')
    expect(answer.headers.vary, path).toMatch(/accept-encoding/i)
    const plain = await ask(baseURL, path)
    expect(plain.headers['content-encoding'], path).toBeUndefined()
    expect(plain.body).toMatch(/<\/(html|urlset)>/)
  }
})

test('a long search is answered up to 14 kB; a longer one gets 431 and a page that says so', async ({ baseURL }) => {
  const long = (size: number) => `q=${'a'.repeat(size)}`
  expect((await ask(baseURL, `/nl/catalogue?${long(14 * 1024)}`)).status).toBe(200)
  const dutch = await ask(baseURL, `/nl/catalogue?${long(15 * 1024)}`)
  expect(dutch.status).toBe(431)
  expect(dutch.body).toContain('<h1>Deze zoekvraag is te lang</h1>')
  expect(dutch.body).toContain('<html lang="nl">')
  const english = await ask(baseURL, `/en/catalogue?${long(15 * 1024)}`)
  expect(english.status).toBe(431)
  expect(english.body).toContain('<h1>This search is too long</h1>')
})

test('an address of 40 kB gets 431 and a page, and the portal goes on', async ({ baseURL }) => {
  const answer = await ask(baseURL, `/nl/catalogue?q=${'a'.repeat(40 * 1024)}`)
  expect(answer.status).toBe(431)
  expect(answer.body).toContain('Deze zoekvraag is te lang')
  expect((await ask(baseURL, '/readyz')).status).toBe(200)
})

test('an address that cannot be read gets 400 and a page in its language', async ({ baseURL }) => {
  for (const path of ['/nl/%E0', '/nl/catalogue/%E0%A4%A', '/nl/%00']) {
    const answer = await ask(baseURL, path)
    expect(answer.status, path).toBe(400)
    expect(answer.body).toContain('<h1>Dit adres klopt niet</h1>')
  }
  const english = await ask(baseURL, '/en/%E0')
  expect(english.body).toContain('<h1>This address is not right</h1>')
  const asked = await ask(baseURL, '/%E0', { headers: { 'Accept-Language': 'en' } })
  expect(asked.body).toContain('<html lang="en">')
})

test('a query with what no text can hold is still answered', async ({ baseURL }) => {
  for (const query of [
    'q=%E0',
    'q=%00',
    'q=%22%27%3B--',
    'q=%F0%9F%90%9D',
    'kind=%E0',
    'page=-1',
    'page=1e9',
    'sort=up',
    'q=*&q=a',
    '&&&===',
  ]) {
    expect((await ask(baseURL, `/nl/catalogue?${query}`)).status, query).toBe(200)
  }
})

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

test('a form from another site is not carried out', async ({ baseURL }) => {
  const post = (headers: Record<string, string>) =>
    ask(baseURL, '/nl/wish', { method: 'POST', headers: { ...FORM, ...headers }, body: 'wish=bijen' })
  for (const headers of [
    { Origin: 'https://elsewhere.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: baseURL ?? '', 'Sec-Fetch-Site': 'cross-site' },
    {},
  ]) {
    const answer = await post(headers as Record<string, string>)
    expect(answer.status, JSON.stringify(headers)).toBe(403)
    expect(answer.body).toContain('<h1>Dit kwam niet van ons</h1>')
  }
  const own = await post({ Origin: baseURL ?? '', 'Sec-Fetch-Site': 'same-origin' })
  expect(own.status).toBe(302)
  expect(own.headers.location).toBe('/nl/wish?kept=yes')
})

test('a body that is too large gets 413 and a page', async ({ baseURL }) => {
  const body = `wish=${'a'.repeat(300_000)}`
  const answer = await ask(baseURL, '/en/wish', {
    method: 'POST',
    headers: { ...FORM, Origin: baseURL ?? '', 'Content-Length': String(body.length), Expect: '100-continue' },
  }).catch((error: Error) => ({ status: 0, headers: {}, body: error.message }))
  expect(answer.status).toBe(413)
  expect(answer.body).toContain('<h1>This is too large to send</h1>')
})

test('a large body that does not say its size is cut off, and the portal goes on', async ({ baseURL }) => {
  const { hostname, port } = new URL(baseURL ?? '')
  const said = await new Promise<string>((resolve) => {
    let heard = ''
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /nl/wish HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${baseURL}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
      )
      const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`
      for (let n = 0; n < 40; n += 1) socket.write(chunk)
    })
    socket.on('data', (data: Buffer) => {
      heard += data.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
  })
  expect(said).not.toContain('HTTP/1.1 302')
  expect((await ask(baseURL, '/readyz')).status).toBe(200)
})

test('what is not HTTP gets 400 and nothing else', async ({ baseURL }) => {
  const { hostname, port } = new URL(baseURL ?? '')
  const said = await new Promise<string>((resolve) => {
    let heard = ''
    const socket = connect(Number(port), hostname, () => socket.write('hello\r\n\r\n'))
    socket.on('data', (data: Buffer) => {
      heard += data.toString()
    })
    socket.on('close', () => resolve(heard))
  })
  expect(said).toMatch(/^HTTP\/1\.1 400 /)
})

test('a missing page tells nothing of the inside', async ({ request }) => {
  for (const path of [
    '/nl/nothing-here',
    '/.env',
    '/package.json',
    '/assets/nothing.js',
    '/data/koers.sqlite',
    '/..%2f..%2fetc%2fpasswd',
  ]) {
    const answer = await request.get(path)
    // Steps to another folder are no address at all.
    expect(answer.status(), path).toBe(path.includes('..') ? 400 : 404)
    expect(await answer.text(), path).not.toMatch(/node_modules|\.server\.ts|at \w+ \(/)
  }
})
