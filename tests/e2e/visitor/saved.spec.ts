import { expect, open, test } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'

test('an offer saved for later stays on the saved page until it is removed there', { tag: '@both' }, async ({
  page,
}) => {
  await open(page, OFFERS.coaching.nl)
  const save = page.getByRole('button', { name: 'Bewaren voor later' })
  await expect(save).toHaveAttribute('aria-pressed', 'false')
  await save.click()
  await expect(page.getByRole('button', { name: 'Bewaard' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('status').filter({ hasText: 'Bewaard in deze browser' })).toHaveCount(1)

  await open(page, OFFERS.event.nl)
  await page.getByRole('button', { name: 'Bewaren voor later' }).click()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Bewaard' })).toBeVisible()

  await open(page, '/nl/saved')
  const titles = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(titles).toHaveText(['Lunchlezing: van promovendus naar beleid', 'Loopbaancoaching voor postdocs'])
  await page.getByRole('button', { name: /^Niet meer bewaren ?, Lunchlezing/ }).click()
  await expect(titles).toHaveText(['Loopbaancoaching voor postdocs'])
  // The button is gone; somebody on the keyboard goes on from the heading.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await page.reload()
  await expect(titles).toHaveText(['Loopbaancoaching voor postdocs'])
  await page.getByRole('button', { name: /^Niet meer bewaren/ }).click()
  await expect(page.getByText('Je hebt nog niets bewaard.')).toBeVisible()
})

test('what is saved is there in the other language too', async ({ page }) => {
  await open(page, OFFERS.vacancy.nl)
  await page.getByRole('button', { name: 'Bewaren voor later' }).click()
  await open(page, '/en/saved')
  await expect(page.getByRole('link', { name: 'Data steward, Faculty of Medicine' })).toBeVisible()
})

test('a choice to save is taken back on the offer itself', async ({ page }) => {
  await open(page, OFFERS.story.nl)
  await page.getByRole('button', { name: 'Bewaren voor later' }).click()
  await page.getByRole('button', { name: 'Bewaard' }).click()
  await expect(page.getByRole('button', { name: 'Bewaren voor later' })).toBeFocused()
  await open(page, '/nl/saved')
  await expect(page.getByText('Je hebt nog niets bewaard.')).toBeVisible()
})

test('a saved offer that is gone is counted, and rubbish in the storage breaks nothing', async ({ page }) => {
  await open(page, OFFERS.event.nl)
  await page.getByRole('button', { name: 'Bewaren voor later' }).click()
  await page.evaluate(() => {
    const ids = JSON.parse(localStorage.getItem('koers.saved') ?? '[]')
    localStorage.setItem(
      'koers.saved',
      JSON.stringify([...ids, '019f0000-0000-7000-8000-000000000000', 'rubbish', 7, null]),
    )
  })
  await open(page, '/nl/saved')
  await expect(page.getByText('1 bewaarde pagina is er niet meer.')).toBeVisible()
  await page.getByRole('button', { name: 'Uit de lijst halen' }).click()
  await expect(page.getByText('1 bewaarde pagina is er niet meer.')).toBeHidden()
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(1)
  await page.evaluate(() => localStorage.setItem('koers.saved', '{not json'))
  await open(page, '/nl/saved')
  await expect(page.getByText('Je hebt nog niets bewaard.')).toBeVisible()
})

test('saving tells the portal nothing: no request leaves the page', async ({ page }) => {
  await open(page, OFFERS.training.nl)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.getByRole('button', { name: 'Bewaren voor later' }).click()
  await expect(page.getByRole('button', { name: 'Bewaard' })).toBeVisible()
  expect(asked).toEqual([])
})
