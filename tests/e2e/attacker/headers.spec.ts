import { connect } from 'node:net'
import { expect, test } from '@playwright/test'
import { type Answer, type Asked, ask, cookieOf, demoForm, ownForm } from '#tests/support/ask.ts'
import { OFFER_KINDS, OFFERS } from '#tests/support/demo-offers.ts'
import { freePort } from '#tests/support/free-port.ts'
import { internetNlProblems, observatoryScore } from '#tests/support/header-score.ts'
import { Portal } from '#tests/support/portal.ts'

const PUBLIC_ORIGIN = 'https://koers.example'

test('the scores see what is missing', () => {
  const good = {
    'content-security-policy': "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  }
  expect([observatoryScore(good), internetNlProblems(good)]).toEqual([150, []])
  expect(observatoryScore({ ...good, 'set-cookie': ['a=1; Secure; HttpOnly; SameSite=Lax'] })).toBe(155)
  for (const name of Object.keys(good)) {
    const { [name as keyof typeof good]: _, ...rest } = good
    expect(observatoryScore(rest) < 150 || internetNlProblems(rest).length > 0, name).toBe(true)
  }
  const policy = good['content-security-policy']
  for (const weak of [
    `${policy}; script-src 'unsafe-inline'`,
    `${policy}; style-src 'self' 'unsafe-inline'`,
    `${policy}; script-src https:`,
    `${policy}; default-src 'self'`,
    policy.replace("form-action 'self'; ", ''),
  ]) {
    const headers = { ...good, 'content-security-policy': weak }
    expect(observatoryScore(headers) < 150 || internetNlProblems(headers).length > 0, weak).toBe(true)
  }
  expect(observatoryScore({ ...good, 'set-cookie': ['a=1'] })).toBe(95 + 50)
})

const PAGES = [
  '',
  '/catalogue',
  '/catalogue?q=team',
  '/stories',
  '/guides/privacy',
  '/saved',
  '/wish',
  '/sign-in',
  '/my',
  '/desk',
  '/nothing-here',
]

/** Everything that can be asked, well or badly: pages and their data, what machines read, what is refused and what fails. */
function everything(assets: ReadonlyArray<string>): Array<[string, Asked]> {
  const pages = ['nl', 'en'].flatMap((language) => PAGES.map((page) => `/${language}${page}`))
  const data = pages.map((page) => page.replace(/(\?|$)/, '.data$1'))
  const machines = [
    '/',
    '/robots.txt',
    '/sitemap.xml',
    '/manifest.webmanifest',
    '/nl/suggest?q=team',
    '/livez',
    '/readyz',
    '/healthz',
    '/favicon.svg',
    '/plain.css',
    '/.well-known/security.txt',
    '/csp-report',
    '/catalogue',
    '//nl//catalogue',
    '/sign-in/demo',
    '/sign-out',
  ]
  const bad: Array<[string, Asked]> = [
    ['/nl/%E0', {}],
    ['/nl?_data=root', {}],
    [`/nl/catalogue?q=${'a'.repeat(15 * 1024)}`, {}],
    ['/assets/nothing.js', {}],
    ['/.env', {}],
    ['http://elsewhere.example/nl', {}],
    ['/nl', { headers: { Host: 'a b' } }],
    ['/nl', { method: 'HEAD' }],
    ['/nl', { method: 'OPTIONS' }],
    ['/nl', { method: 'DELETE' }],
    ['/nl', { headers: { Expect: 'something' } }],
    ['/nl/wish', { method: 'POST', body: 'wish=x' }],
    [
      '/nl/wish',
      { method: 'POST', body: '{}', headers: { Origin: PUBLIC_ORIGIN, 'Content-Type': 'application/json' } },
    ],
    ['/nl/wish', { method: 'POST', body: 'x'.repeat(70_000), headers: { Origin: PUBLIC_ORIGIN } }],
    ['/nl/wish', ownForm(PUBLIC_ORIGIN, { wish: '' })],
    ['/nl/wish', ownForm(PUBLIC_ORIGIN, { wish: 'beehives', searched: '' })],
    ['/nl/catalogue', ownForm(PUBLIC_ORIGIN, {})],
    ['/csp-report', { method: 'POST', body: '{"csp-report":{"effective-directive":"img-src"}}' }],
    ['/csp-report', { method: 'POST', body: 'x'.repeat(20_000) }],
  ]
  const plain = [...pages, ...data, ...machines, ...assets, ...OFFER_KINDS.map((kind) => OFFERS[kind].nl)]
  return [...plain.map((path): [string, Asked] => [path, {}]), ...bad]
}

function problemsOf(address: string, { status, headers }: Answer, isSignedIn: boolean): string[] {
  const policy = String(headers['content-security-policy'] ?? '')
  const points = observatoryScore(headers)
  const rules: Array<[string, boolean]> = [
    [`${points} points`, points >= 145],
    ...internetNlProblems(headers).map((problem): [string, boolean] => [problem, false]),
    ['no unsafe source', !/unsafe-(?!none)/.test(policy)],
    ['only own addresses', !/https?:|\*/.test(policy)],
    ['objects, https, reports', /object-src 'none';.*upgrade-insecure-requests;report-uri \/csp-report$/.test(policy)],
    ['one frame header', headers['x-frame-options'] === 'DENY'],
    ['nothing switched on', /camera=\(\).*microphone=\(\)/.test(String(headers['permissions-policy']))],
    ['no name of the software', !('x-powered-by' in headers) && !('server' in headers)],
    ['says who may keep it', headers['cache-control'] !== undefined || /livez|readyz/.test(address)],
    ['kept by nobody', !isSignedIn || isPublicFile(address) || headers['cache-control'] === 'no-store'],
    ['no other site may read it', !('access-control-allow-origin' in headers)],
  ]
  return rules.filter(([, passes]) => !passes).map(([rule]) => `${address.slice(0, 80)} (${status}): ${rule}`)
}

/** The same for everybody, and named by its content or about nobody. */
function isPublicFile(address: string): boolean {
  return /^\/(?:assets\/.*|favicon\.svg|plain\.css|livez|readyz)$/.test(address)
}

test('every answer carries every header: A+ by the Observatory, five of five by internet.nl, signed in or not', async () => {
  test.setTimeout(120_000)
  const port = await freePort()
  const inside = `http://127.0.0.1:${port}`
  const portal = new Portal({ KOERS_DEMO: 'on', PUBLIC_ORIGIN, PORT: String(port), RATE_LIMITS: 'off' })
  try {
    await portal.ready()
    const home = await ask(inside, '/nl')
    const assets = [...new Set(home.body.match(/\/assets\/[\w.-]+\.(?:js|css|woff2)/g))]
    const signedIn = await ask(inside, '/sign-in/demo', demoForm(PUBLIC_ORIGIN, { person: 'ada' }))
    const problems = problemsOf('/sign-in/demo', signedIn, true)
    let count = 0
    for (const cookie of ['', cookieOf(signedIn)]) {
      for (const [address, asked] of everything(assets)) {
        for (const gzip of [false, true]) {
          const headers = {
            ...(cookie ? { Cookie: cookie } : {}),
            ...(gzip ? { 'Accept-Encoding': 'gzip' } : {}),
            ...asked.headers,
          }
          problems.push(...problemsOf(address, await ask(inside, address, { ...asked, headers }), cookie !== ''))
          count += 1
        }
      }
    }
    const out = ownForm(PUBLIC_ORIGIN, {})
    const left = await ask(inside, '/sign-out', { ...out, headers: { ...out.headers, Cookie: cookieOf(signedIn) } })
    problems.push(...problemsOf('/sign-out', left, true))
    expect(left.headers['clear-site-data']).toBe('"cache", "storage"')
    for (const [what, said] of [
      ['no host', 'GET /nl HTTP/1.1\r\n\r\n'],
      ['no HTTP', 'hello\r\n\r\n'],
      ['long headers', `GET /nl HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`],
      ['two lengths', 'POST /nl HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ] as const) {
      problems.push(...problemsOf(what, await say(port, said), false))
      count += 1
    }
    process.stdout.write(`headers: ${count} answers, ${problems.length} problems\n`)
    expect(problems).toEqual([])
    expect(count).toBeGreaterThanOrEqual(60)
  } finally {
    await portal.stop()
  }
})

/** What comes back for these bytes. */
function say(port: number, bytes: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (data: Buffer) => {
      heard += data.toString()
      if (heard.includes('\r\n\r\n')) socket.end()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', body = ''] = heard.split('\r\n\r\n')
      const [line = '', ...lines] = head.split('\r\n')
      const headers = Object.fromEntries(
        lines.map((one) => [one.slice(0, one.indexOf(':')).toLowerCase(), one.slice(one.indexOf(':') + 2)]),
      )
      resolve({ status: Number(line.split(' ')[1]), headers, body })
    })
  })
}

test('over plain http nothing claims https', async ({ request }) => {
  const headers = (await request.get('/nl')).headers()
  expect(headers).not.toHaveProperty('strict-transport-security')
  expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
})
