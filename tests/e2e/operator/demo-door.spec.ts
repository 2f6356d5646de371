import { DEMO_HANDLES } from '#app/features/people/demo-people.ts'
import { expect, test } from '#tests/support/browser.ts'
import { DEMO_TOKEN, WITH_DEMO_TOKEN } from '#tests/support/demo-token.ts'
import { DEMO, freePort, Portal } from '#tests/support/portal.ts'
import { type RawAnswer, rawForm, rawRequest } from '#tests/support/raw-request.ts'

function expectShut({ status, cookies, body }: RawAnswer, about: string): void {
  expect(status, about).toBe(404)
  expect(
    cookies.filter((cookie) => cookie.startsWith('__Host-koers')),
    about,
  ).toEqual([])
  expect(body, about).not.toContain('Sanne')
}

test('in the demo, with its token, one is who one chooses to be', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  const { host, port } = new URL(baseURL)
  for (const Host of [host, `localhost:${port}`, `[::1]:${port}`]) {
    for (const [name, value] of [
      ['X-Koers-Demo', DEMO_TOKEN],
      ['Cookie', `koers-demo=${DEMO_TOKEN}`],
    ] as const) {
      const headers = { Host, Origin: `http://${Host}`, [name]: value }
      const answer = await rawForm(baseURL, '/sign-in/demo', { person: 'sanne' }, headers)
      expect(answer.status, Host).toBe(303)
      expect(answer.cookies.join(), Host).toMatch(/__Host-koers=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax/)
    }
  }
})

/** Ways in which a request can say where it comes from, or show a token that is not this demo's. */
const WITHOUT_TOKEN: ReadonlyArray<Record<string, string>> = [
  {},
  { 'X-Koers-Demo': '' },
  { 'X-Koers-Demo': DEMO_TOKEN.slice(0, -1) },
  { 'X-Koers-Demo': `${DEMO_TOKEN}x` },
  { 'X-Koers-Demo': DEMO_TOKEN.toUpperCase() },
  { 'X-Koers-Demo': `${DEMO_TOKEN}, ${DEMO_TOKEN}` },
  { 'X-Koers-Demo': `Bearer ${DEMO_TOKEN}` },
  { 'X-Koers-Demo-Token': DEMO_TOKEN },
  { Authorization: `Bearer ${DEMO_TOKEN}` },
  { Cookie: 'koers-demo=' },
  { Cookie: `koers-demo=${DEMO_TOKEN}x` },
  { Cookie: `Koers-Demo=${DEMO_TOKEN}` },
  { Cookie: `\xa0koers-demo=${DEMO_TOKEN}` },
  { Cookie: `koers-demo="${DEMO_TOKEN}"` },
  { Cookie: `koers-demo=${DEMO_TOKEN}; koers-demo=${DEMO_TOKEN}` },
  { Cookie: `demo=${DEMO_TOKEN}` },
  { Referer: `http://127.0.0.1/?demo=${DEMO_TOKEN}` },
  { 'X-Forwarded-For': '127.0.0.1' },
  { 'X-Forwarded-For': '127.0.0.1', 'X-Forwarded-Host': 'localhost', 'X-Forwarded-Proto': 'http' },
  { Forwarded: 'for=127.0.0.1;host=localhost' },
  { 'X-Real-IP': '127.0.0.1' },
  { 'X-Original-Host': 'localhost' },
  { 'X-Original-URL': `/?demo=${DEMO_TOKEN}` },
  { 'X-Rewrite-URL': `/?demo=${DEMO_TOKEN}` },
  { 'True-Client-IP': '127.0.0.1' },
  { 'CF-Connecting-IP': '127.0.0.1' },
  { Via: '1.1 proxy' },
  { Host: 'koers.example', Origin: 'http://koers.example' },
  { Host: '127.0.0.1.elsewhere.example', Origin: 'http://127.0.0.1.elsewhere.example' },
  { Host: '192.0.2.1:3000', Origin: 'http://192.0.2.1:3000' },
  { Host: 'localhost', Origin: 'http://localhost' },
  { Host: '[::1]', Origin: 'http://[::1]' },
]

test('without its token nobody comes in, whatever a request says of where it comes from', async ({
  baseURL: portal,
}) => {
  const baseURL = portal ?? ''
  expect(WITHOUT_TOKEN.length).toBeGreaterThanOrEqual(30)
  for (const headers of WITHOUT_TOKEN) {
    const answer = await rawForm(baseURL, '/sign-in/demo', { person: 'ada' }, headers)
    expect(answer.status, JSON.stringify(headers)).toBe(403)
    expect(answer.cookies.filter((cookie) => cookie.includes('koers'))).toEqual([])
    expect(answer.body).toContain('name="code"')
    expect(answer.body).not.toContain(DEMO_TOKEN)
  }
})

const ELSEWHERE = ['image', 'iframe', 'script', 'empty', 'style', 'object', 'embed', 'frame', 'audio', 'font']

test('the printed address puts its token in a cookie for the sign-in alone, and out of the address', async ({
  baseURL: portal,
}) => {
  const baseURL = portal ?? ''
  for (const [address, after] of [
    [`/?demo=${DEMO_TOKEN}`, '/'],
    [`/nl/catalogue?q=a&demo=${DEMO_TOKEN}&page=2`, '/nl/catalogue?q=a&page=2'],
  ] as const) {
    const answer = await rawRequest(baseURL, address)
    expect([answer.status, answer.headers.location, answer.headers['cache-control']]).toEqual([302, after, 'no-store'])
    expect(answer.cookies).toEqual([`koers-demo=${DEMO_TOKEN}; Path=/sign-in; HttpOnly; SameSite=Strict`])
  }
  for (const address of ['/?demo=', '/?demo=wrong', `/?demo=${DEMO_TOKEN}x`, `/?demo=x&demo=${DEMO_TOKEN}`]) {
    const { status, headers, cookies } = await rawRequest(baseURL, address)
    expect([status, headers.location, cookies], address).toEqual([302, '/', []])
  }
  for (const dest of ELSEWHERE) {
    const headers = { 'Sec-Fetch-Dest': dest, 'Sec-Fetch-Site': 'cross-site' }
    expect((await rawRequest(baseURL, `/?demo=${DEMO_TOKEN}`, { headers })).cookies, dest).toEqual([])
  }
})

test('the code field takes the code or the whole line, sets the cookie, and says when it is wrong', async ({
  baseURL: portal,
}) => {
  const baseURL = portal ?? ''
  for (const code of [DEMO_TOKEN, `  ${DEMO_TOKEN} `, `Koers is ready: ${baseURL}/?demo=${DEMO_TOKEN}`]) {
    const answer = await rawForm(baseURL, '/sign-in/demo', { person: 'sanne', to: '/nl/stories', code })
    expect([answer.status, answer.headers.location], code).toEqual([303, '/nl/stories'])
    expect(answer.cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['__Host-koers', 'koers-demo'])
  }
  for (const code of ['wrong', `${DEMO_TOKEN}x`, '?demo=', `x${DEMO_TOKEN}`]) {
    const headers = { 'Accept-Language': 'en' }
    const answer = await rawForm(baseURL, '/sign-in/demo', { person: 'sanne', to: '/nl/stories', code }, headers)
    expect([answer.status, answer.cookies], code).toEqual([403, []])
    expect(answer.body).toContain('This code is not right.')
    expect(answer.body).toContain('value="/nl/stories"')
  }
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(`a browser that did not open the printed address, ${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ storageState: { cookies: [], origins: [] }, javaScriptEnabled, mayLog: /status of 403/ })

    test('is asked for the code once, and goes on as the person it chose', async ({ page }) => {
      await page.goto('/nl/sign-in?to=%2Fnl%2Fstories')
      await page.getByRole('button', { name: 'Inloggen als Sanne de Wit' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Nog één ding: de code van deze demo' })).toBeVisible()
      await page.getByLabel('Code').fill('verkeerde-code')
      await page.getByRole('button', { name: 'Inloggen', exact: true }).click()
      await expect(page.getByRole('alert')).toContainText('Deze code klopt niet.')
      await expect(page.getByLabel('Code')).toHaveValue('verkeerde-code')
      await page.getByLabel('Code').fill(DEMO_TOKEN)
      await page.getByRole('button', { name: 'Inloggen', exact: true }).click()
      await expect(page).toHaveURL('/nl/stories')
      await page.goto('/nl/sign-in')
      await page.getByRole('button', { name: 'Inloggen als Omar Haddad' }).click()
      await expect(page).toHaveURL('/nl/my')
    })
  })
}

test('opened at the printed address, a browser chooses people without being asked, and shows no token', async ({
  browser,
  baseURL,
}) => {
  const page = await (await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } })).newPage()
  await page.goto(`/?demo=${DEMO_TOKEN}`)
  await expect(page).toHaveURL('/nl')
  expect(await page.evaluate(() => document.cookie + document.referrer + location.href)).not.toContain(DEMO_TOKEN)
  await page.goto('/nl/sign-in')
  await page.getByRole('button', { name: 'Inloggen als Sanne de Wit' }).click()
  await expect(page).toHaveURL('/nl/my')
  await page.context().close()
})

test('each start draws a token of its own and prints it; wrong codes are counted', async () => {
  const portal = new Portal({ ...DEMO, KOERS_DEMO_TOKEN: '', RATE_LIMITS: 'on', RATE_LIMITS_AT: 'demo-sign-in:6' })
  try {
    const { line, origin } = await portal.ready()
    const token = /^Koers is ready: http:\/\/127\.0\.0\.1:\d+\/\?demo=([0-9a-f]{32})$/.exec(line)?.[1] ?? ''
    expect(token).not.toBe('')
    const tries: number[] = []
    for (const code of ['a', 'b', 'c'])
      tries.push((await rawForm(origin, '/sign-in/demo', { person: 'ada', code })).status)
    for (const code of ['d', 'e']) tries.push((await rawRequest(origin, `/?demo=${code}`)).status)
    tries.push((await rawForm(origin, '/sign-in/demo', { person: 'ada' }, { 'X-Koers-Demo': token })).status)
    tries.push((await rawForm(origin, '/sign-in/demo', { person: 'ada', code: 'f' })).status)
    tries.push((await rawRequest(origin, '/?demo=g')).status)
    expect(tries).toEqual([403, 403, 403, 302, 302, 303, 429, 429])
  } finally {
    await portal.stop()
  }
})

test('who is no person of the demo cannot be chosen', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  for (const person of ['', 'SANNE', 'sanne ', 'root', '__proto__', "' OR 1=1 --", 'sanne\u0000'])
    expectShut(await rawForm(baseURL, '/sign-in/demo', { person }, WITH_DEMO_TOKEN), person)
  expectShut(await rawRequest(baseURL, '/sign-in/demo?person=sanne'), 'asked for, not sent')
})

const OUTSIDE: Array<[string, Record<string, string>]> = [
  ['with the demo off', { KOERS_DEMO: 'off' }],
  ['behind a proxy', { TRUST_PROXY: 'on', PUBLIC_ORIGIN: 'http://127.0.0.1:4999' }],
  [
    'with a sign-in service',
    {
      PUBLIC_ORIGIN: 'http://127.0.0.1:4999',
      OIDC_ISSUER: 'http://127.0.0.1:4998',
      OIDC_CLIENT_ID: 'koers.example',
      OIDC_CLIENT_SECRET: 'a secret of this test',
      OIDC_HOME_ORGANISATIONS: 'universiteit.example',
      LOG_LEVEL: 'silent',
    },
  ],
]

for (const [how, settings] of OUTSIDE) {
  test(`${how} nobody can be chosen, and the page says so`, async () => {
    test.setTimeout(120_000)
    const port = String(await freePort())
    const portal = new Portal({ PORT: port, ...settings })
    try {
      await portal.ready()
      const origin = `http://127.0.0.1:${port}`
      const Origin = settings.PUBLIC_ORIGIN ?? origin
      for (const person of DEMO_HANDLES)
        expectShut(await rawForm(origin, '/sign-in/demo', { person }, { Origin, ...WITH_DEMO_TOKEN }), person)
      const page = await rawRequest(origin, '/nl/sign-in')
      expect(page.status).toBe(200)
      expect(page.body).not.toContain('/sign-in/demo')
    } finally {
      await portal.stop()
    }
  })
}
