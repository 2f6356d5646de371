import { expect, NOT_FOUND, open, test } from '#tests/support/browser.ts'

test.use({ mayLog: NOT_FOUND })

const TEXTS = {
  nl: {
    title: 'Deze pagina is er niet (meer)',
    search: 'Zoeken',
    all: 'Naar het hele aanbod',
    home: 'Naar de startpagina',
  },
  en: {
    title: 'This page is not here (any more)',
    search: 'Search',
    all: 'To the whole catalogue',
    home: 'To the home page',
  },
} as const

for (const language of ['nl', 'en'] as const) {
  const { title, search, all, home } = TEXTS[language]

  for (const address of ['nothing-here', 'catalogue/an-offer-that-never-was', 'guides/never-written', 'a/b/c']) {
    test(`/${language}/${address} does not exist, says so in its language and helps on`, async ({ page }) => {
      expect(await open(page, `/${language}/${address}`)).toBe(404)
      await expect(page).toHaveTitle(`${title} · Koers`)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(page.getByRole('link', { name: all })).toHaveAttribute('href', `/${language}/catalogue`)
      await expect(page.getByRole('main').getByRole('link', { name: home })).toHaveAttribute('href', `/${language}`)
    })
  }

  test(`the search on a missing page works (${language})`, async ({ page }) => {
    await open(page, `/${language}/nothing-here`)
    await page.getByRole('searchbox').fill('mentor')
    await page.getByRole('button', { name: search, exact: true }).click()
    await expect(page).toHaveURL(`/${language}/catalogue?q=mentor`)
    await expect(page.getByRole('searchbox')).toHaveValue('mentor')
  })
}

test('the language switch works on a missing page', async ({ page }) => {
  await open(page, '/nl/nothing-here')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL('/en/nothing-here')
  await expect(page.getByRole('heading', { level: 1, name: TEXTS.en.title })).toBeVisible()
})
