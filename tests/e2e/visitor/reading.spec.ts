import { expect, open, test } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'

test('the stories page holds the guides and the stories of colleagues', async ({ page }) => {
  await open(page, '/nl/stories')
  await expect(page).toHaveTitle('Verhalen en uitleg · Koers')
  await expect(page.getByRole('region', { name: 'Uitleg' }).getByRole('listitem')).toHaveCount(6)
  const stories = page.getByRole('region', { name: 'Ervaringsverhalen' })
  await expect(stories.getByRole('heading', { level: 3 })).toHaveCount(8)
  await stories.getByRole('link', { name: /Na zes gesprekken wist ik/ }).click()
  await expect(page).toHaveURL(OFFERS.story.nl)
  await expect(page.getByText('Gesprek één.')).toBeVisible()
})

test('a guide is read, says when it was written and leads to the others', async ({ page }) => {
  await open(page, '/nl')
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Loopbaanadvies' }).click()
  await expect(page).toHaveURL('/nl/guides/how-career-advice-works')
  await expect(page.getByText(/^Bijgewerkt op \d+ \w+ \d{4}$/)).toBeVisible()
  const more = page.getByRole('navigation', { name: 'Meer uitleg' })
  await expect(more.getByRole('link')).toHaveCount(5)
  const next = more.getByRole('link').first()
  const title = await next.innerText()
  await next.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page).toHaveTitle(`${title} · Koers`)
})

test('every page in the footer can be read, in both languages', async ({ page }) => {
  for (const language of ['nl', 'en']) {
    await open(page, `/${language}`)
    const links = page.getByRole('contentinfo').getByRole('link')
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(hrefs).toHaveLength(6)
    for (const href of hrefs) {
      expect(await open(page, href), href).toBe(200)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
  }
})

test('the privacy page says what is kept, and the browser keeps nothing else', async ({ page }) => {
  await open(page, '/nl/guides/privacy')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/privacy/i)
  await open(page, '/nl')
  expect((await page.context().cookies(page.url())).map((cookie) => cookie.name)).toEqual(['language'])
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
})

test('no link in the guides leads nowhere', async ({ page, request }) => {
  const found = new Set<string>()
  for (const language of ['nl', 'en']) {
    await page.goto(`/${language}/stories`)
    const guides = await page
      .locator('main a[href*="/guides/"], footer a[href*="/guides/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    for (const guide of guides) {
      await page.goto(guide)
      const links = await page
        .locator('main a[href^="/"]')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      for (const link of links) found.add(link)
    }
  }
  expect(found.size).toBeGreaterThan(10)
  for (const link of found) expect((await request.get(link)).status(), link).toBe(200)
})

test('nothing comes from elsewhere: every request goes to the portal itself', async ({ page, baseURL }) => {
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('data:')) elsewhere.push(request.url())
  })
  for (const path of ['/nl', '/nl/catalogue?q=team', OFFERS.event.nl, '/nl/stories', '/nl/saved', '/nl/wish'])
    await open(page, path)
  expect(elsewhere).toEqual([])
})
