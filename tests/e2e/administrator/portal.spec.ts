import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { APIRequestContext, Page } from '@playwright/test'
import { axeFindings } from '#tests/support/axe.ts'
import { expect, test, untilAwake, widerThanScreen } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'
import { WITH_DEMO_TOKEN } from '#tests/support/demo-token.ts'
import { chunk, chunkTypes, logoPng } from '#tests/support/png.ts'
import { DEMO, Portal, withPortal } from '#tests/support/portal.ts'

// Each test changes a portal of its own, and axe looks at many pages of it.
test.describe.configure({ timeout: 180_000 })
// A refusal and a page that does not exist are said in the console of the browser too.
test.use({ mayLog: /status of 40[04]/, contextOptions: { reducedMotion: 'reduce' } })

async function openDesk(page: Page, origin: string, person = 'ada'): Promise<void> {
  await page.goto(`${origin}/nl/sign-in?to=/nl/desk/portal`)
  await page.locator(`button[name="person"][value="${person}"]`).click()
  await page.waitForURL('**/nl/desk/portal')
}

/** The button at the end of the page: the other one of this name is for the Enter key and out of sight. */
async function save(page: Page, answer: 'status' | 'alert' = 'status'): Promise<void> {
  await page.getByRole('button', { name: 'Portaal bewaren', exact: true }).click()
  await expect(page.getByRole(answer)).toBeVisible()
}

async function html(request: APIRequestContext, address: string): Promise<string> {
  const answer = await request.get(address)
  expect(answer.status(), address).toBe(200)
  return answer.text()
}

async function statusOf(request: APIRequestContext, address: string): Promise<number> {
  return (await request.get(address, { maxRedirects: 0 })).status()
}

/** What axe finds on a page in light, and in the colours of the dark view, as sentences. */
async function findings(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const all = await axeFindings(page, colorScheme === 'dark' ? ['color-contrast'] : undefined)
    found.push(...all.map((one) => `${colorScheme}: ${one}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

function logo(width = 300, height = 80) {
  return { name: 'logo.png', mimeType: 'image/png', buffer: logoPng(width, height) }
}

test('a new name and purpose stand everywhere at once', async ({ page, request }) => {
  await withPortal({ KOERS_NAME: 'Startnaam' }, async (origin) => {
    // Kept by the page cache from here on.
    expect(await html(request, `${origin}/nl`)).toContain('<title>Startnaam</title>')
    await openDesk(page, origin)
    await expect(page.getByLabel('Naam van het portaal')).toHaveValue('Startnaam')
    await page.getByLabel('Naam van het portaal').fill('Wegwijs & Co')
    await page.getByLabel('In het Nederlands').fill('Voor wie <verder> wil.')
    await page.getByLabel('In het Nederlands').press('Enter')
    await expect(page.getByRole('status')).toHaveText('Bewaard. Iedereen ziet nu wat je hebt ingesteld.')
    await expect(page.getByRole('banner').getByRole('link', { name: 'Wegwijs & Co' })).toBeVisible()
    await expect(page).toHaveTitle('Het portaal · Wegwijs & Co')

    const home = await html(request, `${origin}/nl`)
    expect(home).toContain('<title>Wegwijs &amp; Co</title>')
    expect(home).toContain('<p class="lead">Voor wie &lt;verder&gt; wil.</p>')
    expect(home).toContain('<meta name="description" content="Voor wie &lt;verder&gt; wil."/>')
    // Nothing was written for English: the standard text stands there.
    expect(await html(request, `${origin}/en`)).toContain('<p class="lead">Training, mentors, coaches')
    const manifest = await (await request.get(`${origin}/manifest.webmanifest`)).json()
    expect(manifest).toMatchObject({ name: 'Wegwijs & Co', short_name: 'Wegwijs & Co' })
    expect(await (await request.get(`${origin}/nl/%E0`)).text()).toContain('Wegwijs &#38; Co')
    expect(await html(request, `${origin}/nl/guides/about`)).toContain('Wegwijs &amp;')

    await page.getByLabel('Naam van het portaal').fill(' ')
    await page.getByLabel('In het Engels').fill('For who wants to go on.')
    await save(page, 'alert')
    await expect(page.getByLabel('Naam van het portaal')).toHaveAccessibleDescription(
      /Het portaal heeft een naam nodig/,
    )
    await expect(page.getByLabel('In het Engels')).toHaveValue('For who wants to go on.')
    expect(await html(request, `${origin}/en`)).not.toContain('For who wants')
  })
})

test('kinds and modules that are switched off leave no trace, and come back', async ({ page, request }) => {
  await withPortal({ KOERS_MODULES: 'stories,guides,saved,wishes' }, async (origin) => {
    expect(await html(request, `${origin}/nl/catalogue`)).toContain('value="event"')
    await openDesk(page, origin)
    const kinds = page.getByRole('group', { name: 'Soorten aanbod' })
    const modules = page.getByRole('group', { name: 'Onderdelen' })
    // What the operator has switched off cannot be switched on here.
    const patientCare = modules.getByRole('checkbox', { name: 'Patiëntenzorg' })
    await expect(patientCare).toBeDisabled()
    await expect(patientCare).toHaveAccessibleDescription(/Uitgezet door wie het portaal technisch beheert/)

    await kinds.getByRole('checkbox', { name: 'Evenementen' }).uncheck()
    await modules.getByRole('checkbox', { name: 'Iets gemist?' }).uncheck()
    await modules.getByRole('checkbox', { name: 'Ervaringsverhalen' }).uncheck()
    await save(page)
    await expect(kinds.getByRole('checkbox', { name: 'Evenementen' })).not.toBeChecked()

    for (const kind of ['event', 'story'] as const)
      expect(await statusOf(request, origin + OFFERS[kind].nl), kind).toBe(404)
    expect(await statusOf(request, origin + OFFERS.training.nl)).toBe(200)
    expect(await statusOf(request, `${origin}/nl/wish`)).toBe(404)
    const catalogue = await html(request, `${origin}/nl/catalogue`)
    expect(catalogue).not.toContain('value="event"')
    expect(catalogue).not.toContain('/nl/wish')
    expect(await html(request, `${origin}/nl/catalogue?kind=event`)).toContain(
      'Een filter in dit adres kennen we niet.',
    )
    expect(await (await request.get(`${origin}/sitemap.xml`)).text()).not.toContain(OFFERS.event.nl)
    expect(await (await request.get(`${origin}/nl/suggest?q=lunchlezing`)).text()).not.toContain('lunchlezing')

    // The last one stays on, and what was ticked stays ticked.
    for (const box of await kinds.getByRole('checkbox').all()) await box.uncheck()
    await kinds.getByRole('checkbox', { name: 'Ervaringsverhalen' }).check()
    await save(page, 'alert')
    await expect(kinds).toHaveAccessibleDescription(/ten minste één soort aanbod aan blijven/)
    await expect(kinds.getByRole('checkbox', { name: 'Trainingen' })).not.toBeChecked()
    await page.getByRole('alert').getByRole('link', { name: 'Soorten aanbod' }).click()
    await expect(kinds).toBeFocused()

    for (const box of await kinds.getByRole('checkbox').all()) await box.check()
    await modules.getByRole('checkbox', { name: 'Ervaringsverhalen' }).check()
    await save(page)
    for (const kind of ['event', 'story'] as const)
      expect(await statusOf(request, origin + OFFERS[kind].nl), kind).toBe(200)
  })
})

test('colours of the university are readable everywhere, in light and dark, and go back to the standard ones', async ({
  page,
  request,
}) => {
  await withPortal({}, async (origin) => {
    await openDesk(page, origin)
    await page.getByLabel('Naam van het portaal').fill('Wegwijs')
    await page.getByRole('textbox', { name: 'Hoofdkleur', exact: true }).fill('#ffcc00')
    await page.getByRole('textbox', { name: 'Tweede kleur', exact: true }).fill('#7a1fa2')
    await save(page, 'alert')
    const brand = page.getByRole('textbox', { name: 'Hoofdkleur', exact: true })
    await expect(brand).toHaveAccessibleDescription(/Deze kleur is te licht/)
    await expect(brand).toHaveValue('#ffcc00')
    await expect(page.getByLabel('Naam van het portaal')).toHaveValue('Wegwijs')
    expect(await findings(page), 'the page with a refusal').toEqual([])
    const proposal = /#[0-9a-f]{6} lijkt/
      .exec((await page.locator('#brand-problem').textContent()) ?? '')?.[0]
      .slice(0, 7)
    // With script the picker and the text follow each other.
    await untilAwake(page)
    await page.getByLabel('Hoofdkleur kiezen').fill(proposal ?? '')
    await expect(brand).toHaveValue(proposal ?? '')
    await save(page)

    const colourOf = () =>
      page
        .getByRole('banner')
        .getByRole('link', { name: 'Wegwijs' })
        .evaluate((a) => getComputedStyle(a).color)
    const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
    expect(await colourOf()).toBe(rgb(proposal ?? ''))
    expect(await findings(page), 'the page').toEqual([])
    for (const path of [
      '/nl',
      '/nl/catalogue?q=team&kind=training',
      OFFERS.training.nl,
      '/nl/wish',
      '/nl/guides/about',
    ]) {
      await page.goto(origin + path)
      expect(await colourOf(), path).toBe(rgb(proposal ?? ''))
      expect(await findings(page), path).toEqual([])
    }
    const sheet = await page.locator('link[href^="/brand/colours.css"]').getAttribute('href')
    const answer = await request.get(`${origin}${sheet}`)
    expect(answer.headers()).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    expect((await request.get(`${origin}/brand/colours.css?v=0123456789abcdef`)).headers()['cache-control']).toBe(
      'no-store',
    )
    await expect(page.locator('meta[name="theme-color"][media*="light"]')).toHaveAttribute('content', proposal ?? '')
    expect(await (await request.get(`${origin}/manifest.webmanifest`)).json()).toMatchObject({ theme_color: proposal })

    await page.goto(`${origin}/nl/desk/portal`)
    await page.getByRole('button', { name: 'Terug naar de standaardkleuren' }).click()
    await expect(page.getByRole('status')).toBeVisible()
    expect(await colourOf()).toBe('rgb(15, 76, 92)')
    await expect(brand).toHaveValue('')
    await expect(page.locator('link[href^="/brand/"]')).toHaveCount(0)
    expect(await statusOf(request, `${origin}/brand/colours.css`)).toBe(404)
  })
})

test('a logo stands in the header of every page, as a picture and nothing else, until it is removed', async ({
  page,
  request,
}) => {
  await withPortal({}, async (origin) => {
    await openDesk(page, origin)
    const heavy = { ...logo(), buffer: Buffer.alloc(41 * 1024) }
    await page
      .getByLabel('Logo', { exact: true })
      .setInputFiles({ ...logo(), buffer: Buffer.from('<svg onload="alert(1)"/>') })
    await page.getByLabel('In het Nederlands').fill('Voor iedereen.')
    await save(page, 'alert')
    await expect(page.getByLabel('Logo', { exact: true })).toHaveAccessibleDescription(/Dit bestand is geen PNG/)
    await expect(page.getByLabel('In het Nederlands')).toHaveValue('Voor iedereen.')
    await untilAwake(page)
    await page.getByLabel('Logo', { exact: true }).setInputFiles(heavy)
    expect(
      await page.getByLabel('Logo', { exact: true }).evaluate((field: HTMLInputElement) => field.validationMessage),
    ).toMatch(/groter dan 40 kB/)

    const words = [chunk('tEXt', Buffer.from('Author\0Canary-7f3a'))]
    await page.getByLabel('Logo', { exact: true }).setInputFiles({ ...logo(), buffer: logoPng(1200, 300, words) })
    await save(page)
    const mark = page.getByRole('banner').getByRole('img', { name: 'Koers' })
    for (const path of ['/nl', '/en/catalogue', OFFERS.vacancy.nl, '/nl/catalogue/nothing-here']) {
      await page.goto(origin + path)
      expect(await mark.evaluate((image: HTMLImageElement) => image.naturalWidth), path).toBe(1200)
      await expect(page.getByRole('banner').getByRole('link', { name: 'Koers', exact: true })).toBeVisible()
    }
    await page.goto(`${origin}/nl`)
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect((await mark.boundingBox())?.height).toBeLessThanOrEqual(40)
    expect(await widerThanScreen(page)).toBe(0)
    await page.goto(`${origin}/nl/desk/portal`)
    expect(await widerThanScreen(page)).toBe(0)
    expect(await findings(page)).toEqual([])

    const address = `${origin}${await mark.getAttribute('src')}`
    const answer = await request.get(address)
    expect(answer.headers()).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';frame-ancestors 'none';sandbox",
    })
    expect(chunkTypes(await answer.body())).toEqual(['IHDR', 'IDAT', 'IEND'])
    expect((await request.get(`${origin}/brand/logo.png`)).headers()['cache-control']).toBe('no-store')

    await page.getByRole('button', { name: 'Logo weghalen' }).click()
    await expect(page.getByRole('status')).toBeVisible()
    await expect(page.getByRole('banner').getByRole('img')).toHaveCount(0)
    expect(await statusOf(request, address)).toBe(404)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('name, colours and logo are set with plain forms, and the picked colour counts', async ({ page }) => {
    await withPortal({}, async (origin) => {
      await openDesk(page, origin)
      await page.getByLabel('Naam van het portaal').fill('Wegwijs')
      await page.getByLabel('Hoofdkleur kiezen').fill('#7a0019')
      await page.getByLabel('Logo', { exact: true }).setInputFiles(logo())
      await save(page)
      await expect(page.getByRole('textbox', { name: 'Hoofdkleur', exact: true })).toHaveValue('#7a0019')
      await expect(page.getByRole('banner').getByRole('img', { name: 'Wegwijs' })).toBeVisible()
      // Enter in a field saves; it does not press the button that removes the logo.
      await page.getByLabel('Naam van het portaal').fill('Wegwijzer')
      await page.getByLabel('Naam van het portaal').press('Enter')
      await expect(page.getByRole('banner').getByRole('img', { name: 'Wegwijzer' })).toBeVisible()
      await page.goto(`${origin}/en/desk/portal`)
      await expect(page.getByLabel('Name of the portal')).toHaveValue('Wegwijzer')
      await page.getByRole('button', { name: 'Save the portal', exact: true }).click()
      await expect(page.getByRole('status')).toHaveText('Nothing had changed, so nothing has been saved.')
    })
  })
})

test('for anybody but an administrator the page does not exist, to read or to send', async ({ request }) => {
  await withPortal({}, async (origin) => {
    const multipart = { name: 'Gekaapt', kind: 'training' }
    const answer = await request.get(`${origin}/nl/desk/portal`, { maxRedirects: 0 })
    expect([answer.status(), answer.headers().location]).toEqual([302, '/nl/sign-in?to=%2Fnl%2Fdesk%2Fportal'])
    const sent = await request.post(`${origin}/nl/desk/portal`, {
      multipart,
      headers: { Origin: origin },
      maxRedirects: 0,
    })
    expect(sent.status()).toBe(302)
    for (const person of ['sanne', 'els', 'fatima', 'pieter', 'ingrid', 'willem', 'nora']) {
      const entry = await request.post(`${origin}/sign-in/demo`, {
        form: { person },
        headers: { Origin: origin, ...WITH_DEMO_TOKEN },
        maxRedirects: 0,
      })
      const Cookie = /__Host-koers=[^;]+/.exec(entry.headers()['set-cookie'] ?? '')?.[0] ?? ''
      expect(Cookie, person).not.toBe('')
      const headers = { Cookie, Origin: origin }
      for (const path of [
        '/nl/desk/portal',
        '/nl/desk/portal.data',
        '/nl/desk/portal.data?_routes=routes%2Fadmin%2Fportal',
      ])
        expect((await request.get(origin + path, { headers, maxRedirects: 0 })).status(), `${person} ${path}`).toBe(404)
      for (const path of ['/nl/desk/portal', '/nl/desk/portal.data'])
        expect((await request.post(origin + path, { multipart, headers })).status(), `${person} ${path}`).toBe(404)
    }
    expect(await html(request, `${origin}/nl`)).toContain('<title>Koers</title>')
  })
})

test('another process on the same data sees it at the next request, and a command too', async ({ page, request }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-shared-'))
  const other = new Portal({ ...DEMO, DATA_DIR: folder })
  try {
    const { origin: there } = await other.ready()
    await withPortal({ DATA_DIR: folder }, async (origin) => {
      // Kept by the page cache of the other process from here on.
      for (let time = 0; time < 3; time++) expect(await html(request, `${there}/nl`)).toContain('<title>Koers</title>')
      await openDesk(page, origin)
      await page.getByLabel('Naam van het portaal').fill('Wegwijs')
      await page.getByRole('checkbox', { name: 'Evenementen' }).uncheck()
      await save(page)
      expect(await html(request, `${there}/nl`)).toContain('<title>Wegwijs</title>')
      expect(await statusOf(request, there + OFFERS.event.nl)).toBe(404)
      const slug = OFFERS.event.nl.split('/').at(-1) ?? ''
      const { stdout } = spawnSync(process.execPath, ['scripts/command.mjs', 'search:why', 'lunchlezing', slug], {
        env: { ...process.env, ...DEMO, DATA_DIR: folder, NODE_ENV: 'production' },
        encoding: 'utf8',
      })
      expect(stdout).toContain('bezoekers')
    })
  } finally {
    await other.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
