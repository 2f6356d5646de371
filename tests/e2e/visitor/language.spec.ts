import { expect, NOT_FOUND, open, test } from '#tests/support/browser.ts'
import { OFFER_KINDS, OFFERS } from '#tests/support/demo-offers.ts'

test('another language keeps the page, the words, the filters and the order', { tag: '@both' }, async ({ page }) => {
  await open(page, '/nl/catalogue?q=team&kind=training&sort=newest')
  await page.getByRole('navigation', { name: 'Taal' }).getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL('/en/catalogue?q=team&kind=training&sort=newest')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Catalogue')
  await expect(page.getByRole('searchbox')).toHaveValue('team')
  await expect(page.getByLabel('Sort by')).toHaveValue('newest')
})

test('the language switch says which language one reads', async ({ page }) => {
  await open(page, '/en')
  const languages = page.getByRole('navigation', { name: 'Language' })
  await expect(languages.getByRole('link', { name: 'English' })).toHaveAttribute('aria-current', 'true')
  await expect(languages.getByRole('link', { name: 'Nederlands' })).not.toHaveAttribute('aria-current')
  await expect(languages.getByRole('link', { name: 'Nederlands' })).toHaveAttribute('lang', 'nl')
})

for (const kind of OFFER_KINDS) {
  test(`an offer of the kind ${kind} goes to its own address in the other language`, async ({ page }) => {
    await open(page, OFFERS[kind].nl)
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page).toHaveURL(OFFERS[kind].en)
    await page.getByRole('link', { name: 'Nederlands' }).click()
    await expect(page).toHaveURL(OFFERS[kind].nl)
  })
}

test('an offer with the address of the other language leads to its own', async ({ request }) => {
  const answer = await request.get(OFFERS.event.nl.replace('/nl/', '/en/'), { maxRedirects: 0 })
  expect(answer.status()).toBe(301)
  expect(answer.headers().location).toBe(OFFERS.event.en)
})

test('the language switch follows a click through the portal', async ({ page }) => {
  await open(page, '/nl')
  await page.getByRole('link', { name: 'Privacy' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/privacy/i)
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL('/en/guides/privacy')
})

test('the address without a language follows what the browser asks for', async ({ request }) => {
  const asks = {
    'en-GB,en;q=0.9,nl;q=0.8': '/en',
    'nl-BE,nl;q=0.9,en;q=0.8': '/nl',
    'de-DE,de;q=0.9': '/nl',
    'fr,en;q=0.5': '/en',
  }
  for (const [header, home] of Object.entries(asks)) {
    const answer = await request.get('/', { headers: { 'Accept-Language': header }, maxRedirects: 0 })
    expect(answer.status()).toBe(302)
    expect(answer.headers().location).toBe(home)
  }
})

test('the address without a language follows the language last read in, before the browser', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveURL('/nl')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL('/en')
  await page.goto('/')
  await expect(page).toHaveURL('/en')
  const cookies = await page.context().cookies(page.url())
  expect(cookies.map(({ name, value }) => `${name}=${value}`)).toEqual(['language=en'])
})

test('a known page without a language leads to the one in the own language', async ({ page }) => {
  await page.goto('/catalogue?kind=event&q=lunch')
  await expect(page).toHaveURL('/nl/catalogue?kind=event&q=lunch')
})

test.describe('an address with an unknown language', () => {
  test.use({ mayLog: NOT_FOUND })
  test('does not exist', async ({ page }) => {
    expect((await page.goto('/de/catalogue'))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: 'Deze pagina is er niet (meer)' })).toBeVisible()
  })
})
