import { expect, test } from '@playwright/test'
import { DEMO_HANDLES } from '#app/features/people/demo-people.ts'
import { freePort, Portal } from '#tests/support/portal.ts'
import { type RawAnswer, rawForm, rawRequest } from '#tests/support/raw-request.ts'

function expectShut({ status, cookies, body }: RawAnswer, about: string): void {
  expect(status, about).toBe(404)
  expect(
    cookies.filter((cookie) => cookie.startsWith('__Host-koers')),
    about,
  ).toEqual([])
  expect(body, about).not.toContain('Sanne')
}

test('in the demo, straight from this machine, one is who one chooses to be', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  const { host, port } = new URL(baseURL)
  for (const Host of [host, `localhost:${port}`, `[::1]:${port}`]) {
    const answer = await rawForm(baseURL, '/sign-in/demo', { person: 'sanne' }, { Host, Origin: `http://${Host}` })
    expect(answer.status, Host).toBe(303)
    expect(answer.cookies.join(), Host).toMatch(/__Host-koers=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax/)
  }
})

const FORWARDED: Array<[string, string]> = [
  ['X-Forwarded-For', '127.0.0.1'],
  ['X-Forwarded-For', ''],
  ['X-Forwarded-Host', 'localhost'],
  ['X-Forwarded-Proto', 'http'],
  ['X-Forwarded-Port', '80'],
  ['X-Forwarded-Server', 'proxy'],
  ['X-Forwarded-Prefix', '/koers'],
  ['x-forwarded-by', 'proxy'],
  ['Forwarded', 'for=127.0.0.1'],
  ['Via', '1.1 proxy'],
  ['X-Real-IP', '127.0.0.1'],
  ['X-Client-IP', '127.0.0.1'],
  ['True-Client-IP', '127.0.0.1'],
  ['CF-Connecting-IP', '127.0.0.1'],
  ['X-Original-Host', 'localhost'],
  ['X-Forwarded', 'for=127.0.0.1'],
  ['X-Cluster-Client-IP', '127.0.0.1'],
  ['X-ProxyUser-IP', '127.0.0.1'],
  ['CDN-Loop', 'elsewhere'],
  ['Fastly-Client-IP', '127.0.0.1'],
  ['Fly-Client-IP', '127.0.0.1'],
  ['X-Envoy-External-Address', '127.0.0.1'],
  ['X-Original-Forwarded-For', '127.0.0.1'],
  ['X-Azure-ClientIP', '127.0.0.1'],
]

test('with any trace of a proxy the door of the demo is not there', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  for (const [name, value] of FORWARDED) {
    expectShut(await rawForm(baseURL, '/sign-in/demo', { person: 'ada' }, { [name]: value }), `${name}: ${value}`)
    const page = await rawRequest(baseURL, '/nl/sign-in', { headers: { [name]: value } })
    expect(page.body, name).not.toContain('Sanne')
  }
})

const HOSTS = [
  'koers.example',
  '192.0.2.1:3000',
  '127.0.0.1.elsewhere.example',
  'localhost.elsewhere.example',
  '127.0.0.1x',
  'xlocalhost',
  '0.0.0.0',
  '[::2]',
  '2130706433',
  '0x7f.1',
]

test('under another name than this machine the door of the demo is not there', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  for (const Host of HOSTS) {
    const answer = await rawForm(baseURL, '/sign-in/demo', { person: 'ada' }, { Host, Origin: `http://${Host}` })
    // What makes no address is refused before; where it makes one, the form is the page's own and the door is not there.
    expect([400, 403, 404], Host).toContain(answer.status)
    expect(
      answer.cookies.filter((cookie) => cookie.startsWith('__Host-koers')),
      Host,
    ).toEqual([])
    const page = await rawRequest(baseURL, '/nl/sign-in', { headers: { Host } })
    expect(page.body, Host).not.toContain('Sanne')
  }
})

test('who is no person of the demo cannot be chosen', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  for (const person of ['', 'SANNE', 'sanne ', 'root', '__proto__', "' OR 1=1 --", 'sanne\u0000'])
    expectShut(await rawForm(baseURL, '/sign-in/demo', { person }), person)
  expectShut(await rawRequest(baseURL, '/sign-in/demo?person=sanne'), 'asked for, not sent')
})

const OUTSIDE: Array<[string, Record<string, string>]> = [
  ['with the demo off', { KOERS_DEMO: 'off' }],
  ['behind a proxy', { TRUST_PROXY: 'on' }],
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
        expectShut(await rawForm(origin, '/sign-in/demo', { person }, { Origin }), person)
      const page = await rawRequest(origin, '/nl/sign-in')
      expect(page.status).toBe(200)
      expect(page.body).not.toContain('/sign-in/demo')
    } finally {
      await portal.stop()
    }
  })
}
