import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { type Asked, ask, cookieOf, demoForm, ownForm, signInAs } from '#tests/support/ask.ts'
import { axeFindings } from '#tests/support/axe.ts'
import { expect, open, test } from '#tests/support/browser.ts'
import { freePort } from '#tests/support/free-port.ts'
import { withPortal } from '#tests/support/portal.ts'

// Each test starts a portal of its own.
test.describe.configure({ timeout: 90_000 })

/** How many of these get through until one is refused, and how many may: as many as the limit, and what came free since (each after `stepMs`). */
async function untilRefused(send: () => Promise<number>, limit: number, stepMs: number, started = Date.now()) {
  let through = 0
  while (through < 2_000 && (await send()) !== 429) through += 1
  return { through, most: limit + Math.ceil((Date.now() - started) / stepMs) + 1 }
}

const WISH = { wish: 'beehives', searched: '' }
/** One request of each kind that is counted. */
const KINDS: Record<string, (origin: string) => [string, Asked]> = {
  pages: () => ['/nl/stories', {}],
  search: () => ['/nl/catalogue?q=team', {}],
  suggest: () => ['/nl/suggest?q=team', {}],
  // An address that leads nowhere; programs read no pages.
  feed: () => [`/calendar/feed/${'x'.repeat(43)}.ics`, {}],
  wish: (origin) => ['/nl/wish', ownForm(origin, WISH)],
  forms: (origin) => ['/nl/saved', ownForm(origin, {})],
  'demo-sign-in': (origin) => ['/sign-in/demo', demoForm(origin, { person: 'sanne' })],
  'sign-in': () => ['/sign-in/start', {}],
  // Without a started flow it is counted as any page.
  callback: () => ['/sign-in/callback?code=1', { headers: { Cookie: '__Host-koers-flow=x' } }],
  reports: () => ['/csp-report', { method: 'POST', body: '{}' }],
}
const FEW = Object.keys(KINDS)
  .map((kind) => `${kind}:4`)
  .join(',')

test('the fifth of four gets 429, the time to wait, and a page that says nothing is lost; other kinds go on', async () => {
  await withPortal({ RATE_LIMITS: 'on', RATE_LIMITS_AT: FEW }, async (origin) => {
    for (const [kind, request] of Object.entries(KINDS)) {
      // Counted beside its page, which is over its limit by now: it has a test of its own.
      if (kind === 'feed') continue
      const [address, asked] = request(origin)
      const statuses: number[] = []
      for (let n = 0; n < 4; n += 1) statuses.push((await ask(origin, address, asked)).status)
      expect(statuses, kind).not.toContain(429)
      const refused = await ask(origin, address, asked)
      expect(refused.status, kind).toBe(429)
      expect(Number(refused.headers['retry-after']), kind).toBeGreaterThan(0)
      if (kind === 'reports') continue
      expect(refused.body, kind).toContain('<h1>Even geduld</h1>')
      expect(refused.body, kind).toContain('Er is niets verloren gegaan')
      expect(refused.headers['cache-control'], kind).toBe('no-store')
    }
  })
})

test('guesses at the address of a feed are counted by network, beside the page they are', async () => {
  await withPortal({ RATE_LIMITS: 'on', RATE_LIMITS_AT: 'feed:4' }, async (origin) => {
    const statuses: number[] = []
    for (let n = 0; n < 6; n += 1)
      statuses.push((await ask(origin, `/calendar/feed/${String(n).repeat(43)}.ics`, {})).status)
    expect(statuses).toEqual([404, 404, 404, 404, 429, 429])
  })
})

test('an account is counted by itself, whoever shares its network; the kept page counts like any other', async () => {
  await withPortal({ RATE_LIMITS: 'on', RATE_LIMITS_AT: 'pages:5/40' }, async (origin) => {
    const read = async (cookie: string) =>
      (await ask(origin, '/nl', { headers: { 'Accept-Encoding': 'gzip', ...(cookie ? { Cookie: cookie } : {}) } }))
        .status
    const [sanne, omar] = [await signInAs(origin, 'sanne'), await signInAs(origin, 'omar')]
    for (let n = 0; n < 5; n += 1) expect(await read(sanne)).toBe(200)
    expect(await read(sanne)).toBe(429)
    expect(await read(omar)).toBe(200)
    // A cookie that nobody knows is nobody's account.
    const started = Date.now()
    const made = `__Host-koers=${'A'.repeat(43)}`
    for (let n = 0; n < 20; n += 1) expect(await read(made)).toBe(200)
    const { through, most } = await untilRefused(() => read(''), 20, 1_500, started)
    expect(through).toBeGreaterThanOrEqual(20)
    expect(through).toBeLessThanOrEqual(most)
    expect(await read(omar)).toBe(200)
  })
})

test('another way to write the address is the same address', async () => {
  await withPortal({ RATE_LIMITS: 'on', RATE_LIMITS_AT: 'demo-sign-in:3,search:3' }, async (origin) => {
    const form = ownForm(origin, { person: 'sanne' })
    const seen: number[] = []
    for (const address of [
      '/sign-in/demo',
      '/Sign-In/DEMO',
      '/sign%2Din/d%65mo',
      '/sign-in/demo/',
      '/sign-in/demo.data',
      '/sign-in/demo?index',
    ])
      seen.push((await ask(origin, address, form)).status)
    expect(seen.slice(3)).toEqual([429, 429, 429])
    const found: number[] = []
    for (const address of [
      '/nl/catalogue?q=a',
      '/nl/CATALOGUE?kind=training&q=b',
      '/nl/catalogue.data?q=c',
      '/en/catalogue/?q=d',
      '/en/c%61talogue?q=e',
      '/nl/catalogue?%71=f',
    ])
      found.push((await ask(origin, address)).status)
    expect(found.slice(3)).toEqual([429, 429, 429])
    // What a router would read as another address is none at all.
    for (const address of ['/x/../sign-in/demo', '/x/%2e%2e/sign-in/demo', '/./sign-in/demo', '/\\evil.example//x'])
      expect((await ask(origin, address, form)).status, address).toBe(400)
    // Leaving is not counted.
    for (let n = 0; n < 40; n++) expect((await ask(origin, '/sign-out', ownForm(origin, {}))).status).toBe(303)
  })
})

/** Behind a proxy the portal asks for the address that visitors use. */
async function ownAddress(): Promise<{ PORT: string; PUBLIC_ORIGIN: string }> {
  const PORT = String(await freePort())
  return { PORT, PUBLIC_ORIGIN: `http://127.0.0.1:${PORT}` }
}

for (const [proxy, forwarded] of [
  ['off', (n: number) => `198.51.${n % 250}.${Math.floor(n / 250)}`],
  // The proxy itself adds who it heard last; what stands before that is what a client claims.
  ['on', (n: number) => `198.51.${n % 250}.${Math.floor(n / 250)}, 203.0.113.9`],
] as const) {
  test(`a thousand made-up forwarding addresses give no extra quota (TRUST_PROXY=${proxy})`, async () => {
    await withPortal(
      { RATE_LIMITS: 'on', RATE_LIMITS_AT: 'suggest:50', TRUST_PROXY: proxy, ...(await ownAddress()) },
      async (origin) => {
        const started = Date.now()
        const statuses: Record<number, number> = {}
        for (let n = 0; n < 1_000; n += 1) {
          const other = `198.51.100.${n % 250}`
          const headers = { 'X-Forwarded-For': forwarded(n), 'X-Real-IP': other, Forwarded: `for=${other}` }
          const { status } = await ask(origin, '/nl/suggest?q=a', { headers })
          statuses[status] = (statuses[status] ?? 0) + 1
        }
        // Fifty, and what came free meanwhile: one each 1.2 seconds.
        expect(statuses[200]).toBeLessThanOrEqual(51 + Math.ceil((Date.now() - started) / 1_200))
        expect((statuses[200] ?? 0) + (statuses[429] ?? 0)).toBe(1_000)
      },
    )
  })
}

test('behind the proxy another visitor is another address', async () => {
  await withPortal(
    { RATE_LIMITS: 'on', RATE_LIMITS_AT: 'suggest:2', TRUST_PROXY: 'on', ...(await ownAddress()) },
    async (origin) => {
      const from = async (address: string) =>
        (await ask(origin, '/nl/suggest?q=a', { headers: { 'X-Forwarded-For': address } })).status
      expect([await from('198.51.100.1'), await from('198.51.100.2'), await from('198.51.100.3')]).toEqual([
        200, 200, 429,
      ])
      expect(await from('203.0.113.1')).toBe(200)
    },
  )
})

test('two processes on one folder count together', async () => {
  const folder = test.info().outputPath('data')
  const settings = { DATA_DIR: folder, RATE_LIMITS: 'on', RATE_LIMITS_AT: 'forms:4' }
  await withPortal(settings, async (one) => {
    await withPortal(settings, async (two) => {
      const send = async (origin: string) => (await ask(origin, '/nl/saved', ownForm(origin, {}))).status
      expect([await send(one), await send(two), await send(one), await send(two)]).toEqual([200, 200, 200, 200])
      expect([await send(one), await send(two)]).toEqual([429, 429])
    })
  })
})

test('when the door cannot be counted at, everybody reads and nobody is let in', async () => {
  const folder = test.info().outputPath('data')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'auth.sqlite'), 'this is no database, and nobody can count in it'.repeat(200))
  await withPortal({ DATA_DIR: folder, RATE_LIMITS: 'on' }, async (origin) => {
    for (const address of ['/nl', '/nl/catalogue?q=team', '/nl/suggest?q=team'])
      expect((await ask(origin, address)).status, address).toBe(200)
    const answer = await ask(origin, '/sign-in/demo', demoForm(origin, { person: 'sanne' }))
    expect([answer.status, cookieOf(answer)]).toEqual([503, ''])
    expect(answer.body).toContain('Inloggen lukt nu even niet')
  })
})

test.describe('who is asked for patience', () => {
  const TEXT = 'A place for beehives on the roof.'
  test.use({ mayLog: /status of 429|SyntaxError|Unable to decode/ })

  test('reads a page that axe finds nothing wrong with, in their language, with a number to mention', async ({
    page,
  }) => {
    await withPortal({ RATE_LIMITS: 'on', RATE_LIMITS_AT: 'pages:1' }, async (origin) => {
      await ask(origin, '/nl')
      await page.goto(`${origin}/en/stories`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('One moment please')
      const main = page.getByRole('main')
      await expect(main).toContainText(/Nothing is lost.*Wait a minute and then try again.*number: [0-9A-F]{8}/s)
      await expect(main.getByRole('link', { name: 'To the home page' })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
      expect(await axeFindings(page)).toEqual([])
    })
  })

  test('finds what they typed still in the field', async ({ page }) => {
    await withPortal({ RATE_LIMITS: 'on', RATE_LIMITS_AT: 'wish:1' }, async (origin) => {
      await ask(origin, '/nl/wish', ownForm(origin, WISH))
      await open(page, `${origin}/en/wish?q=bees`)
      await page.getByRole('textbox').fill(TEXT)
      await page.getByRole('button', { name: 'Tell what I miss' }).click()
      await expect(page.getByRole('alert')).toContainText('Your text has not been kept yet, but is still in the box.')
      await expect(page.getByRole('textbox')).toHaveValue(TEXT)
      await expect(page.getByText('You searched for bees')).toBeVisible()
    })
  })

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false })

    test('finds it there on the way back', async ({ page }) => {
      await withPortal({ RATE_LIMITS: 'on', RATE_LIMITS_AT: 'wish:1' }, async (origin) => {
        await ask(origin, '/nl/wish', ownForm(origin, WISH))
        await page.goto(`${origin}/en/wish`)
        await page.getByRole('textbox').fill(TEXT)
        await page.getByRole('button', { name: 'Tell what I miss' }).click()
        await expect(page.getByRole('main')).toContainText('Go back: your text is still there.')
        await page.goBack()
        await expect(page.getByRole('textbox')).toHaveValue(TEXT)
      })
    })
  })
})

const MIB = 1_024 * 1_024
const PIECE = Buffer.alloc(64 * 1_024, 'a')

/** Sends 200 MiB to an address as fast as it is taken, and answers what comes back and how much went. */
function flood(origin: string, announced: boolean): Promise<{ heard: string; sent: number }> {
  const { hostname, port } = new URL(origin)
  const size = 200 * MIB
  return new Promise((resolve) => {
    let [heard, sent] = ['', 0]
    const socket = connect(Number(port), hostname)
    const push = () => {
      while (sent < size) {
        if (!announced) socket.write(`${PIECE.length.toString(16)}\r\n`)
        const goesOn = socket.write(PIECE)
        if (!announced) socket.write('\r\n')
        sent += PIECE.length
        if (!goesOn) return void socket.once('drain', push)
      }
      socket.end()
    }
    socket.on('connect', () => {
      const length = announced ? `Content-Length: ${size}` : 'Transfer-Encoding: chunked'
      socket.write(
        `POST /nl/wish HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n${length}\r\n\r\n`,
      )
      push()
    })
    socket.on('data', (data: Buffer) => {
      heard += data.toString()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve({ heard, sent }))
  })
}

for (const announced of [true, false]) {
  test(`a body of 200 MiB that ${announced ? 'says so' : 'does not say so'} takes no memory`, async () => {
    await withPortal({}, async (origin, portal) => {
      for (let n = 0; n < 50; n += 1) await ask(origin, '/nl/wish', ownForm(origin, { wish: '', searched: '' }))
      const before = portal.memory()
      let most = before
      const watch = setInterval(() => {
        most = Math.max(most, portal.memory())
      }, 20)
      for (let n = 0; n < 3; n += 1) {
        const { heard, sent } = await flood(origin, announced)
        expect(sent).toBeLessThan(32 * MIB)
        expect(heard).toMatch(announced ? /^HTTP\/1\.1 413 |^$/ : /^(?:HTTP\/1\.1 4\d\d |$)/)
      }
      clearInterval(watch)
      expect(Math.max(most, portal.memory()) - before).toBeLessThan(32)
      expect((await ask(origin, '/readyz')).status).toBe(200)
    })
  })
}
