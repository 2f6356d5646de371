import { expect, open, test } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'

test('on paper an offer is a plain sheet: its text and facts, without what one clicks', async ({ page }) => {
  await open(page, OFFERS.training.nl)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Hanneke Terborgh')).toBeVisible()
  await expect(page.getByText('do 18 februari 2027')).toBeVisible()
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('contentinfo')).toBeHidden()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^Aanmelden/ })).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Ook interessant' })).toBeHidden()
})

test('on paper the catalogue is its list, without filters, search and pages', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=mentoring')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(10)
  await expect(page.getByRole('complementary', { name: 'Filters' })).toBeHidden()
  await expect(page.getByRole('searchbox')).toBeHidden()
  await expect(page.getByLabel('Sorteren op')).toBeHidden()
  await expect(page.getByRole('banner')).toBeHidden()
})

test('the print button opens the print window', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes')
  })
  await open(page, OFFERS.vacancy.nl)
  await page.getByRole('button', { name: 'Afdrukken' }).click()
  await expect(page.locator('body')).toHaveAttribute('data-printed', 'yes')
})

test('in dark a printed page is still dark ink on white paper', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await open(page, OFFERS.training.nl)
  const faint = await page.evaluate(() => {
    const light = (colour: string) =>
      (colour.match(/\d+(\.\d+)?/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3
    return [...document.querySelectorAll('main h1, main p, main dd, main dt, main h2')]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => light(getComputedStyle(element).color) > 140)
      .map((element) => element.textContent?.slice(0, 40))
  })
  expect(faint).toEqual([])
})
