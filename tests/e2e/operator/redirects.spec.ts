import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { WITH_DEMO_TOKEN } from '#tests/support/demo-token.ts'
import { employee } from '#tests/support/oidc/accounts.ts'
import { startLyingProvider } from '#tests/support/oidc/lying-provider.ts'
import { addressToBe, startOidcPortal } from '#tests/support/oidc/portal.ts'
import { rawForm, rawRequest } from '#tests/support/raw-request.ts'
import { REAL_PAGES, REDIRECT_PAYLOADS } from '#tests/support/redirect-payloads.ts'

/** Addresses in a page that lead on, as a browser reads them; `javascript:` and the like have an origin of their own, `null`. */
function originsIn(html: string, base: string): string[] {
  const found = [...html.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, address = '']) => address)
  return [...new Set(found.map((address) => new URL(address.replaceAll('&amp;', '&'), base).origin))]
}

test('signing in to the demo leads to a page of the portal, whatever was asked for', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  for (const to of REDIRECT_PAYLOADS) {
    const { status, headers } = await rawForm(baseURL, '/sign-in/demo', { person: 'sanne', to }, WITH_DEMO_TOKEN)
    expect([status, headers.location], to).toEqual([303, '/nl/my'])
  }
  for (const to of REAL_PAGES) {
    const { headers } = await rawForm(baseURL, '/sign-in/demo', { person: 'sanne', to }, WITH_DEMO_TOKEN)
    expect(new URL(headers.location ?? '', baseURL).href, to).toBe(baseURL + to)
  }
})

test('a form that asks for two pages, or for a file, leads nowhere else', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  const both = 'person=sanne&to=%2Fnl&to=%2F%2Felsewhere.example'
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: baseURL, ...WITH_DEMO_TOKEN }
  const two = await rawRequest(baseURL, '/sign-in/demo', { method: 'POST', headers, body: both })
  expect(new URL(two.headers.location ?? '', baseURL).origin).toBe(baseURL)
  const body =
    '--x\r\nContent-Disposition: form-data; name="person"\r\n\r\nsanne\r\n' +
    '--x\r\nContent-Disposition: form-data; name="to"; filename="to"\r\nContent-Type: text/plain\r\n\r\n//elsewhere.example\r\n--x--\r\n'
  const file = { ...headers, 'Content-Type': 'multipart/form-data; boundary=x' }
  const sent = await rawRequest(baseURL, '/sign-in/demo', { method: 'POST', headers: file, body })
  expect(new URL(sent.headers.location ?? '/', baseURL).origin).toBe(baseURL)
})

test('the page to sign in from has no way out in it, whatever stands in its address', async ({ baseURL: portal }) => {
  const baseURL = portal ?? ''
  for (const to of REDIRECT_PAYLOADS) {
    const { status, body } = await rawRequest(baseURL, `/nl/sign-in?to=${encodeURIComponent(to)}`)
    expect(status, to).toBe(200)
    expect(originsIn(body, baseURL), to).toEqual([baseURL])
    expect(body, to).not.toContain('name="to"')
  }
})

test('signing in at a service leads back to a page of the portal, whatever was asked for', async () => {
  test.setTimeout(240_000)
  const origin = await addressToBe()
  const provider = await startLyingProvider()
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-oidc-'))
  const portal = await startOidcPortal(origin, provider.issuer, folder)
  try {
    provider.account = employee('somebody')
    const cookieOf = (cookies: string[], name: string) =>
      cookies.find((one) => one.startsWith(`${name}=`))?.split(';')[0] ?? ''
    for (const to of [...REDIRECT_PAYLOADS, ...REAL_PAGES]) {
      const started = await rawRequest(origin, `/sign-in/start?to=${encodeURIComponent(to)}`)
      const atService = started.headers.location ?? ''
      expect(new URL(atService).origin, to).toBe(provider.issuer)
      const back = await fetch(atService, { redirect: 'manual' })
      const callback = new URL(back.headers.get('Location') ?? '')
      expect(callback.origin, to).toBe(origin)
      const Cookie = cookieOf(started.cookies, '__Host-koers-flow')
      const arrived = await rawRequest(origin, callback.pathname + callback.search, { headers: { Cookie } })
      expect(cookieOf(arrived.cookies, '__Host-koers'), to).toMatch(/=[\w-]{43}$/)
      const expected = REAL_PAGES.includes(to) ? to : '/nl/my'
      expect(new URL(arrived.headers.location ?? '', origin).href, to).toBe(origin + expected)
    }
    provider.account = null
    for (const to of REDIRECT_PAYLOADS.slice(0, 30)) {
      const page = await rawRequest(origin, `/nl/sign-in/problem?why=cancelled&to=${encodeURIComponent(to)}`)
      expect(originsIn(page.body, origin), to).toEqual([origin])
    }
  } finally {
    await portal.stop()
    await provider.close()
  }
})
