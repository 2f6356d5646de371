import { expect, test } from '@playwright/test'
import { isCsrfExempt } from '#app/server/csrf-exemptions.ts'
import { type Asked, ask, cookieOf, demoForm, ownForm, signInAs } from '#tests/support/ask.ts'
import { fingerprintOf } from '#tests/support/fingerprint.ts'
import { freePort } from '#tests/support/free-port.ts'
import { builtRoutes } from '#tests/support/manifest.ts'
import { Portal, withPortal } from '#tests/support/portal.ts'

const EVIL = 'https://elsewhere.example'
const FORM = 'application/x-www-form-urlencoded'
const FIELDS =
  'person=sanne&wish=beehives&searched=&to=%2Fnl&role=administrator&name=x&value=x&confirm=yes&intent=end-all'

type Shape = (own: string, address: string) => { path?: string; headers: Record<string, string>; body?: string }

/** What a page elsewhere, or one on a neighbouring host, can make a browser send along with the cookie of who is signed in. */
const SHAPES: Record<string, Shape> = {
  'a form from another site': () => ({ headers: { Origin: EVIL, 'Sec-Fetch-Site': 'cross-site' } }),
  'a form from another site, of a browser that says Origin only': () => ({ headers: { Origin: EVIL } }),
  'a form from a neighbouring host': (own) => ({
    headers: { Origin: own.replace('127.0.0.1', 'wiki.localhost'), 'Sec-Fetch-Site': 'same-site' },
  }),
  'a form from a neighbouring port': (own) => ({ headers: { Origin: own.replace(/\d+$/, '1') } }),
  'a form from a sandboxed frame': () => ({ headers: { Origin: 'null' } }),
  'a form that does not say where it is from': () => ({ headers: {} }),
  'a form that says both ways': (own) => ({ headers: { Origin: own, 'Sec-Fetch-Site': 'cross-site' } }),
  'a form from nowhere, of the address bar': (own) => ({ headers: { Origin: own, 'Sec-Fetch-Site': 'none' } }),
  'another Origin with the host to match': () => ({
    headers: { Origin: EVIL, 'X-Forwarded-Host': 'elsewhere.example', 'X-Forwarded-Proto': 'https' },
  }),
  'the same origin as a lie of the fetch header alone': () => ({
    headers: { Origin: EVIL, 'Sec-Fetch-Site': 'same-origin' },
  }),
  'an Origin that begins like ours': (own) => ({ headers: { Origin: `${own}.elsewhere.example` } }),
  'the old way of one action alone': (own, address) => ({
    path: `${address}?_data=routes%2Fauth%2Fsign-out`,
    headers: { Origin: own },
  }),
  'the old way, written otherwise': (own, address) => ({
    path: `${address}?a=1&%5Fd%61ta`,
    headers: { Origin: own },
  }),
  'a text that looks like a form': (own) => ({ headers: { Origin: own, 'Content-Type': 'text/plain' } }),
  JSON: (own) => ({ headers: { Origin: own, 'Content-Type': 'application/json' }, body: '{"person":"sanne"}' }),
  'a body of no type': (own) => ({ headers: { Origin: own, 'Content-Type': '' } }),
}

/** Methods that no form of ours uses, and words that would make one of another. */
const TRICKS: ReadonlyArray<(own: string, address: string) => { path: string } & Asked> = [
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method) => (own: string, path: string) => ({
    path,
    method,
    headers: { Origin: own },
  })),
  (_own, address) => ({ path: `${address}?_method=POST&method=POST`, headers: { 'X-HTTP-Method-Override': 'POST' } }),
  (_own, address) => ({
    path: address,
    headers: { 'X-Method-Override': 'POST', 'X-HTTP-Method': 'POST' },
    body: FIELDS,
  }),
]

test('no forged request is carried out: every way, on every route of the build that takes a form', async () => {
  test.setTimeout(180_000)
  const folder = test.info().outputPath('data')
  await withPortal(
    {
      DATA_DIR: folder,
      RATE_LIMITS: 'off',
    },
    async (origin) => {
      const cookie = await signInAs(origin, 'ada')
      const acting = (await builtRoutes()).filter(({ acts }) => acts)
      expect(acting.length).toBeGreaterThanOrEqual(3)
      const before = fingerprintOf(folder)
      const executed: string[] = []
      let count = 0
      for (const route of acting) {
        const plain = route.address.replace(':language', 'nl').replace(/:\w+\??|\*/g, 'x')
        for (const address of [plain, `${plain}.data`]) {
          for (const [name, shape] of Object.entries(SHAPES)) {
            const { path = address, headers, body = FIELDS } = shape(origin, address)
            const answer = await ask(origin, path, {
              method: 'POST',
              headers: {
                Cookie: cookie,
                ...(headers['Content-Type'] === '' ? {} : { 'Content-Type': FORM }),
                ...without(headers),
              },
              body,
            })
            count += 1
            // Where others may send a form it is not there without a sign-in service.
            const refusals = isCsrfExempt(address) ? [400, 403, 404] : [400, 403]
            if (!refusals.includes(answer.status)) executed.push(`${name}: ${address} answered ${answer.status}`)
            if (answer.headers['set-cookie']?.some((one) => one.startsWith('__Host-')))
              executed.push(`${name}: ${address} set a cookie`)
          }
          for (const trick of TRICKS) {
            const { path, ...asked } = trick(origin, address)
            const answer = await ask(origin, path, {
              ...asked,
              headers: { Cookie: cookie, 'Content-Type': FORM, ...asked.headers },
            })
            count += 1
            const isRead = (asked.method ?? 'GET') === 'GET'
            if (!isRead && ![405, 400].includes(answer.status))
              executed.push(`${asked.method}: ${address} answered ${answer.status}`)
          }
        }
        expect(fingerprintOf(folder), `${route.id} left a trace`).toBe(before)
      }
      process.stdout.write(`forged requests: ${count} on ${acting.length} routes, ${executed.length} carried out\n`)
      expect(executed).toEqual([])

      // The same form, sent by the portal's own page, is carried out: so the numbers above can differ.
      const own = await ask(origin, '/nl/wish', ownForm(origin, { wish: 'beehives', searched: '' }))
      expect(own.status).toBe(302)
      expect(fingerprintOf(folder)).not.toBe(before)
      const out = ownForm(origin, {})
      await ask(origin, '/sign-out', { ...out, headers: { ...out.headers, Cookie: cookie } })
      expect((await ask(origin, '/nl/my', { headers: { Cookie: cookie } })).status).toBe(302)
    },
  )
})

function without(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
}

test('where the portal has a public address, only that one is its own', async () => {
  const PUBLIC_ORIGIN = 'https://koers.example'
  const port = await freePort()
  const inside = `http://127.0.0.1:${port}`
  const portal = new Portal({ KOERS_DEMO: 'on', PUBLIC_ORIGIN, PORT: String(port), RATE_LIMITS: 'off' })
  try {
    const { line } = await portal.ready()
    expect(line).toContain(PUBLIC_ORIGIN)
    const send = (Origin: string, more: Record<string, string> = {}) => {
      const form = ownForm(Origin, { wish: 'beehives', searched: '' })
      return ask(inside, '/nl/wish', { ...form, headers: { ...form.headers, ...more } })
    }
    expect((await send(PUBLIC_ORIGIN)).status).toBe(302)
    expect((await send(PUBLIC_ORIGIN, { Host: 'koers.example' })).status).toBe(302)
    for (const foreign of [
      inside,
      'http://koers.example',
      'https://koers.example:8443',
      'https://wiki.koers.example',
    ]) {
      expect((await send(foreign)).status, foreign).toBe(403)
      expect((await send(foreign, { Host: new URL(foreign).host })).status, foreign).toBe(403)
    }
    expect(cookieOf(await ask(inside, '/sign-in/demo', demoForm(PUBLIC_ORIGIN, { person: 'sanne' })))).not.toBe('')
  } finally {
    await portal.stop()
  }
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test("a plain form of the portal's own still works", async ({ page }) => {
    await page.goto('/nl/sign-in')
    await page.getByRole('button', { name: /Sanne/ }).click()
    await expect(page).toHaveURL('/nl/my')
  })
})
