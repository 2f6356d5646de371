import { expect, open, test } from '#tests/support/browser.ts'

const REFUSED = /status of 400/

test('a wish is kept and thanked for', { tag: '@both' }, async ({ page }) => {
  await open(page, '/nl/wish?q=imkerij')
  await expect(page.getByText('Je zocht op imkerij')).toBeVisible()
  const field = page.getByRole('textbox', { name: 'Wat had je hier willen vinden?' })
  await expect(field).toHaveAccessibleDescription(/Schrijf geen namen op/)
  await field.fill('Een cursus bijen houden op het dak van de bibliotheek.')
  await page.getByRole('button', { name: 'Doorgeven wat ik mis' }).click()
  await expect(page.getByRole('status')).toContainText('Dank je wel. Je tekst is bewaard, zonder je naam.')
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('status')).toContainText('Dank je wel.')
  await page.getByRole('link', { name: 'Terug naar het aanbod' }).click()
  await expect(page).toHaveURL('/nl/catalogue')
})

test('an empty wish is not sent: the browser asks for words', async ({ page }) => {
  await open(page, '/nl/wish')
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.url())
  })
  await page.getByRole('button', { name: 'Doorgeven wat ik mis' }).click()
  const field = page.getByRole('textbox')
  await expect(field).toBeFocused()
  expect(await field.evaluate((element) => (element as HTMLTextAreaElement).validity.valueMissing)).toBe(true)
  expect(asked).toEqual([])
})

test.describe('a refused wish', () => {
  test.use({ mayLog: REFUSED })

  test('of spaces only says what to do', async ({ page }) => {
    await open(page, '/nl/wish')
    await page.getByRole('textbox').fill('   ')
    await page.getByRole('button', { name: 'Doorgeven wat ik mis' }).click()
    await expect(page.getByRole('alert')).toHaveText(
      'Er staat nog niets in het vak. Schrijf in een paar woorden wat je zocht.',
    )
    await expect(page.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByRole('textbox')).toHaveAccessibleDescription(/Er staat nog niets in het vak/)
  })

  test('that is too long keeps the text and the search words, and a shorter one is taken', async ({ page }) => {
    await open(page, '/en/wish?q=bees')
    const long = `${'bees on the roof '.repeat(60)}the end`
    const field = page.getByRole('textbox')
    // The field takes no more than 1,000 characters; not everything that sends a form keeps to that.
    await expect(field).toHaveAttribute('maxlength', '1000')
    await field.evaluate((element) => element.removeAttribute('maxlength'))
    await field.fill(long)
    await page.getByRole('button', { name: 'Tell what I miss' }).click()
    await expect(page.getByRole('alert')).toContainText('Your text is longer than 1,000 characters.')
    await expect(page.getByRole('textbox')).toHaveValue(long)
    await expect(page.getByText('You searched for bees')).toBeVisible()
    await page.getByRole('textbox').fill('bees on the roof')
    await page.getByRole('button', { name: 'Tell what I miss' }).click()
    await expect(page.getByRole('status')).toContainText('Thank you.')
  })
})
