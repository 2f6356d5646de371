import { type APIRequestContext, expect, test } from '@playwright/test'
import { OFFERS } from '#tests/support/demo-offers.ts'
import { DEMO, freePort, Portal, withPortal } from '#tests/support/portal.ts'

// Each test starts a portal of its own.
test.describe.configure({ timeout: 60_000 })

// One setting that is read by itself, one that is checked against the kinds; each sentence has a unit test (app/platform/env.server.test.ts).
const WRONG: Array<[string, string, RegExp]> = [
  ['PORT', '99999', /It must be a port number from 0 to 65535\.$/],
  ['KOERS_KINDS', 'training,yoga', /It must be kinds of offer with commas between, from: training, mentoring, /],
]

for (const [name, value, sentence] of WRONG) {
  test(`a wrong ${name} (${value.slice(0, 30)}) stops the start with one sentence and code 2`, async () => {
    const { code, said, complained } = await new Portal({ [name]: value }).ended
    expect(code).toBe(2)
    expect(said).toBe('')
    expect(complained.trim()).toMatch(new RegExp(`^The setting ${name} has a wrong value: `))
    expect(complained.trim()).toMatch(sentence)
    expect(complained.trim().split('\n')).toHaveLength(1)
  })
}

test('it prints one line when it is ready, and stops cleanly when told to', async ({ request }) => {
  const portal = new Portal(DEMO)
  const { line, origin } = await portal.ready()
  expect(line).toMatch(/^Koers is ready: http:\/\/127\.0\.0\.1:\d+\/\?demo=token-of-the-tests$/)
  // PORT=0 is any free port.
  expect(Number(new URL(origin).port)).toBeGreaterThan(0)
  expect((await request.get(`${origin}/readyz`)).status()).toBe(200)
  const { code, said, complained } = await portal.stop()
  expect(code).toBe(0)
  expect(said.trim()).toBe(line)
  expect(complained).toBe('')
})

test('a port in use is said in one sentence that helps', async () => {
  const first = new Portal(DEMO)
  const { origin } = await first.ready()
  const { port } = new URL(origin)
  const second = await new Portal({ ...DEMO, PORT: port }).ended
  expect(second.code).toBe(2)
  expect(second.complained.trim()).toBe(`Port ${port} is in use. Choose another one: PORT=3001 npm start`)
  await first.stop()
})

const IMPOSSIBLE: Array<[string, string]> = [
  ['HOST', 'koers.invalid'],
  // Kept for documentation (RFC 5737): no machine has it.
  ['HOST', '192.0.2.1'],
  ['DATA_DIR', '/dev/null/koers'],
  ['AUDIT_HEADS_FILE', '/dev/null/heads.jsonl'],
]

for (const [name, value] of IMPOSSIBLE) {
  test(`${name}=${value} cannot be: one sentence that names the setting, and code 2`, async () => {
    const { code, said, complained } = await new Portal({
      ...DEMO,
      PUBLIC_ORIGIN: 'http://127.0.0.1:3000',
      [name]: value,
    }).ended
    expect(code).toBe(2)
    expect(said).toBe('')
    expect(complained.trim()).toMatch(new RegExp(`^The setting ${name} has a wrong value: "${value}"\\. .*\\.$`))
  })
}

test('behind a proxy the portal starts without the demo, unless it is asked for', async ({ page }) => {
  const PORT = String(await freePort())
  const PUBLIC_ORIGIN = `http://127.0.0.1:${PORT}`
  const proxied = { KOERS_DEMO: '', KOERS_CLOCK: '', TRUST_PROXY: 'on', PORT, PUBLIC_ORIGIN }
  await withPortal(proxied, async (origin) => {
    await page.goto(`${origin}/nl/catalogue`)
    await expect(page.getByRole('region', { name: 'Aanbod' }).getByRole('status')).toHaveText('0 resultaten')
  })
})

/** Runs a check against a portal with these settings. */
async function statusOf(request: APIRequestContext, address: string): Promise<number> {
  return (await request.get(address, { maxRedirects: 0 })).status()
}

test('KOERS_KINDS leaves the other kinds out everywhere', async ({ page, request }) => {
  await withPortal({ KOERS_KINDS: 'training,vacancy' }, async (origin) => {
    await page.goto(`${origin}/nl`)
    const main = page.getByRole('main')
    await expect(main.getByRole('link', { name: 'Ik wil iets leren' })).toBeVisible()
    await expect(main.getByRole('link', { name: 'Ik zoek ander werk' })).toBeVisible()
    await expect(main.getByRole('link', { name: 'Ik wil met iemand praten' })).toHaveCount(0)
    await expect(main.getByRole('link', { name: 'Ik wil weten wat bij me past' })).toHaveCount(0)
    await expect(main.getByText('Ervaringsverhaal', { exact: true })).toHaveCount(0)

    await page.goto(`${origin}/nl/catalogue`)
    await expect(page.getByRole('group', { name: 'Soort' }).getByRole('checkbox')).toHaveCount(2)
    await expect(page.getByRole('region', { name: 'Aanbod' }).getByRole('status')).toHaveText('76 resultaten')

    for (const kind of ['training', 'vacancy'] as const)
      expect(await statusOf(request, `${origin}${OFFERS[kind].nl}`), kind).toBe(200)
    for (const kind of ['mentoring', 'coaching', 'event', 'self-test', 'story', 'career-advice'] as const) {
      expect(await statusOf(request, `${origin}${OFFERS[kind].nl}`), kind).toBe(404)
    }
    const siteMap = await (await request.get(`${origin}/sitemap.xml`)).text()
    expect(siteMap).toContain(OFFERS.vacancy.nl)
    expect(siteMap).not.toContain(OFFERS.event.nl)
    await page.goto(`${origin}/nl/catalogue?kind=event`)
    await expect(page.getByText('Een filter in dit adres kennen we niet.')).toBeVisible()
    const suggestions = await (await request.get(`${origin}/nl/suggest?q=lunchlezing`)).text()
    expect(suggestions).not.toContain('lunchlezing-van-promovendus')
  })
})

test('KOERS_MODULES without wishes, saved offers and guides has no trace of them', async ({ page, request }) => {
  await withPortal({ KOERS_MODULES: 'stories,patient-care' }, async (origin) => {
    for (const path of ['/nl/wish', '/nl/saved', '/nl/guides/how-career-advice-works']) {
      expect(await statusOf(request, `${origin}${path}`), path).toBe(404)
    }
    // The pages about the portal itself stay.
    for (const path of ['/nl/guides/privacy', '/nl/guides/accessibility', '/nl/guides/about']) {
      expect(await statusOf(request, `${origin}${path}`), path).toBe(200)
    }
    const links = new Set<string>()
    for (const path of [
      '/nl',
      '/nl/catalogue?q=zzqqxxyy',
      OFFERS.coaching.nl,
      '/nl/catalogue/de-avg-in-je-dagelijkse-werk',
      '/nl/stories',
    ]) {
      await page.goto(`${origin}${path}`)
      for (const href of await page
        .locator('a')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? '')))
        links.add(href)
      await expect(page.getByRole('button', { name: 'Bewaren voor later' }), path).toHaveCount(0)
    }
    expect([...links].filter((href) => /\/(wish|saved)\b/.test(href))).toEqual([])
    for (const href of [...links].filter((one) => one.startsWith('/nl')))
      expect(await statusOf(request, `${origin}${href}`), href).toBe(200)
  })
})

test('KOERS_MODULES without stories and patient care leaves both out', async ({ page, request }) => {
  await withPortal({ KOERS_MODULES: 'guides,saved,wishes' }, async (origin) => {
    expect(await statusOf(request, `${origin}${OFFERS.story.nl}`)).toBe(404)
    await page.goto(`${origin}${OFFERS.vacancy.nl}`)
    await expect(page.getByRole('region', { name: 'Domeinen' })).toContainText('Onderzoek')
    await expect(page.getByText('Patiëntenzorg')).toHaveCount(0)
    await page.goto(`${origin}/nl/stories`)
    await expect(page.getByRole('region', { name: 'Ervaringsverhalen' })).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Uitleg' })).toBeVisible()
  })
})

test('behind a proxy KOERS_NAME and PUBLIC_ORIGIN are the name and the address everywhere', async ({
  page,
  request,
}) => {
  const port = await freePort()
  const inside = `http://127.0.0.1:${port}`
  const settings = { PORT: String(port), KOERS_NAME: 'Wegwijs & Co', PUBLIC_ORIGIN: 'https://wegwijs.example' }
  await withPortal(settings, async (origin) => {
    expect(origin).toBe('https://wegwijs.example')
    await page.goto(`${inside}/nl/stories`)
    await expect(page.getByRole('banner').getByRole('link', { name: 'Wegwijs & Co' })).toBeVisible()
    await expect(page).toHaveTitle('Verhalen en uitleg · Wegwijs & Co')
    await expect(page.getByRole('navigation', { name: 'Over Wegwijs & Co' })).toBeVisible()
    expect(await (await request.get(`${inside}/manifest.webmanifest`)).json()).toMatchObject({ name: 'Wegwijs & Co' })
    expect(await (await request.get(`${inside}/nl/%E0`)).text()).toContain('Wegwijs &#38; Co')
    // Lasting addresses are the public ones.
    expect(await (await request.get(`${inside}/robots.txt`)).text()).toContain('https://wegwijs.example/sitemap.xml')
    const home = await request.get(`${inside}/nl`)
    expect(await home.text()).toContain('<link rel="canonical" href="https://wegwijs.example/nl"/>')
    expect(home.headers()['strict-transport-security']).toMatch(/max-age=63072000/)
    expect(home.headers()['set-cookie']).toContain('Secure')
    // The proxy may have given the request another Host; the browser's Origin counts.
    const wish = {
      form: { wish: 'bijen', searched: '' },
      headers: { Origin: 'https://wegwijs.example' },
      maxRedirects: 0,
    }
    expect((await request.post(`${inside}/nl/wish`, wish)).status()).toBe(302)
    const foreign = {
      ...wish,
      headers: { Origin: 'https://elsewhere.example', 'X-Forwarded-Host': 'elsewhere.example' },
    }
    expect((await request.post(`${inside}/nl/wish`, foreign)).status()).toBe(403)
  })
})

test('without the demo a new portal is empty and says so on each page', async ({ page }) => {
  await withPortal({ KOERS_DEMO: 'off', KOERS_CLOCK: '' }, async (origin) => {
    await page.goto(`${origin}/nl`)
    await expect(page.getByText('Er staat nu niets gepland.')).toBeVisible()
    await expect(page.getByText('Dit is een demo.')).toHaveCount(0)
    await page.goto(`${origin}/nl/catalogue`)
    await expect(page.getByRole('region', { name: 'Aanbod' }).getByRole('status')).toHaveText('0 resultaten')
    await page.goto(`${origin}/nl/stories`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})
