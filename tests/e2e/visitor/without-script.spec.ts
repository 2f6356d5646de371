import { expect, NOT_FOUND, test } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'

test.use({ javaScriptEnabled: false })

test('without script one finds by words, from the home page', { tag: '@both' }, async ({ page }) => {
  await page.goto('/nl')
  await page.getByRole('searchbox', { name: 'Zoek in het hele aanbod' }).fill('data steward')
  await page.getByRole('button', { name: 'Zoeken' }).click()
  await expect(page).toHaveURL('/nl/catalogue?q=data+steward')
  await expect(page.getByRole('searchbox')).toHaveValue('data steward')
  await page.getByRole('link', { name: 'Data steward bij de Faculteit Geneeskunde' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Data steward bij de Faculteit Geneeskunde' })).toBeVisible()
})

test('without script one filters, sorts and takes a filter away again', async ({ page }) => {
  await page.goto('/nl/catalogue')
  const filters = page.getByRole('complementary', { name: 'Filters' })
  await filters.getByRole('checkbox', { name: 'Mentoring' }).check()
  await filters.getByRole('checkbox', { name: 'Coaching' }).first().check()
  await filters.getByRole('button', { name: 'Toon resultaten' }).click()
  const status = page.getByRole('region', { name: 'Aanbod' }).getByRole('status')
  await expect(status).toHaveText('22 resultaten')
  await page.getByLabel('Sorteren op').selectOption('Nieuwste')
  await page.getByRole('button', { name: 'Sorteer' }).click()
  await expect(page).toHaveURL(/sort=newest/)
  await expect(page.getByLabel('Sorteren op')).toHaveValue('newest')
  await expect(filters.getByRole('checkbox', { name: 'Mentoring' })).toBeChecked()
  await page.getByRole('link', { name: 'Filter weghalen: Soort, Coaching' }).click()
  await expect(status).toHaveText('10 resultaten')
})

test('without script one turns the page and shows all values of a filter', async ({ page }) => {
  await page.goto('/nl/catalogue')
  await page.getByRole('navigation', { name: "Pagina's" }).getByRole('link', { name: 'Volgende' }).click()
  await expect(page.getByText('Pagina 2 van 7')).toBeVisible()
  const themes = page.getByRole('group', { name: 'Thema' })
  await themes.getByRole('link', { name: /^Nog \d+ tonen$/ }).click()
  await expect(page.getByRole('group', { name: 'Thema' }).getByRole('checkbox')).toHaveCount(19)
})

test('without script the other filters unfold', async ({ page }) => {
  await page.goto('/nl/catalogue')
  const cost = page.getByRole('group', { name: 'Kosten' })
  await expect(cost).toBeHidden()
  await page.locator('summary').filter({ hasText: 'Kosten' }).click()
  await cost.getByRole('checkbox', { name: 'Uit je loopbaanbudget' }).check()
  await page.getByRole('button', { name: 'Toon resultaten' }).click()
  await expect(page.getByRole('region', { name: 'Aanbod' }).getByRole('status')).toHaveText('7 resultaten')
  await expect(cost.getByRole('checkbox', { name: 'Uit je loopbaanbudget' })).toBeChecked()
})

test('without script one reads an offer and switches the language', async ({ page }) => {
  await page.goto(OFFERS.training.nl)
  await expect(page.getByRole('region', { name: 'Wanneer' }).getByRole('link', { name: /^Aanmelden/ })).toHaveCount(2)
  // What could not work is not shown.
  await expect(page.getByRole('button', { name: 'Bewaren voor later' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Afdrukken' })).toBeHidden()
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL(OFFERS.training.en)
})

test('without script the saved page says why it is empty', async ({ page }) => {
  await page.goto('/nl/saved')
  await expect(page.getByText('Bewaren werkt met JavaScript, en dat staat nu uit.')).toBeVisible()
  await expect(page.getByText('Je hebt nog niets bewaard.')).toBeHidden()
})

test('without script the menu opens and leads on', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/nl')
  const menu = page.getByRole('navigation', { name: 'Hoofdmenu' })
  await expect(menu).toBeHidden()
  await page.getByRole('button', { name: 'Menu', exact: true }).tap()
  await menu.getByRole('link', { name: 'Aanbod' }).tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Aanbod' })).toBeVisible()
})

test('without script the filter sheet opens and sends what was chosen', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/nl/catalogue')
  await page.getByRole('button', { name: 'Filters', exact: true }).tap()
  const sheet = page.getByRole('complementary', { name: 'Filters' })
  await sheet.getByRole('checkbox', { name: 'Vacatures' }).check()
  await sheet.getByRole('button', { name: 'Toon resultaten' }).tap()
  await expect(page.getByRole('region', { name: 'Aanbod' }).getByRole('status')).toHaveText('18 resultaten')
})

test.describe('without script', () => {
  test.use({ mayLog: /status of 400/ })
  test('a wish is sent, and a refused one keeps its text', { tag: '@both' }, async ({ page }) => {
    await page.goto('/nl/wish?q=imkerij')
    const long = 'bijen op het dak '.repeat(70).trim()
    // The field takes no more than 1,000 characters; not everything that sends a form keeps to that.
    await page.getByRole('textbox').evaluate((field) => field.removeAttribute('maxlength'))
    await page.getByRole('textbox').fill(long)
    await page.getByRole('button', { name: 'Doorgeven wat ik mis' }).click()
    await expect(page.getByRole('alert')).toContainText('Je tekst is langer dan 1.000 tekens.')
    await expect(page.getByRole('textbox')).toHaveValue(long)
    await expect(page.getByText('Je zocht op imkerij')).toBeVisible()
    await page.getByRole('textbox').fill('bijen op het dak')
    await page.getByRole('button', { name: 'Doorgeven wat ik mis' }).click()
    await expect(page.getByRole('status')).toContainText('Dank je wel.')
  })
})

test.describe('without script, on a missing page', () => {
  test.use({ mayLog: NOT_FOUND })
  test('one searches on', async ({ page }) => {
    await page.goto('/en/nothing-here')
    await page.getByRole('searchbox').fill('mentor')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page).toHaveURL('/en/catalogue?q=mentor')
  })
})
