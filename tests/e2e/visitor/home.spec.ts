import { expect, open, test } from '#tests/support/browser.ts'

test('the home page asks where you want to go and gives five ways in', async ({ page }) => {
  await open(page, '/nl')
  await expect(page).toHaveTitle('Koers')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waar wil je naartoe met je werk?')
  for (const way of [
    'Ik wil iets leren',
    'Ik wil weten wat bij me past',
    'Ik wil met iemand praten',
    'Ik zoek ander werk',
    'Ik geef leiding',
  ]) {
    await expect(page.getByRole('main').getByRole('link', { name: way })).toBeVisible()
  }
  await page.getByRole('link', { name: 'Ik wil iets leren 58 trainingen' }).click()
  await expect(page).toHaveURL('/nl/catalogue?kind=training')
  await expect(page.getByRole('checkbox', { name: 'Trainingen' })).toBeChecked()
})

test('the number of vacancies on the home page is the number in the catalogue', async ({ page }) => {
  await open(page, '/nl')
  await page.getByRole('link', { name: 'Ik zoek ander werk 18 vacatures' }).click()
  await expect(page.getByText('18 resultaten', { exact: true })).toBeVisible()
})

test('what comes up stands in order of date and leads to the whole calendar', async ({ page }) => {
  await open(page, '/nl')
  const soon = page.getByRole('region', { name: 'Binnenkort' })
  const dates = await soon.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')))
  expect(dates).toHaveLength(5)
  expect(dates).toEqual([...dates].sort())
  await soon.getByRole('link', { name: 'Hele agenda' }).click()
  await expect(
    page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Agenda' }),
  ).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('main').getByRole('status')).toContainText('februari 2027')
})

test('suggestions appear while typing, and the arrow keys and Enter open one', async ({ page }) => {
  await open(page, '/nl')
  const field = page.getByRole('combobox', { name: 'Zoek in het hele aanbod' })
  await field.fill('leiding')
  const options = page.getByRole('listbox').getByRole('option')
  await expect(options.last()).toHaveText('Alle resultaten voor ‘leiding’')
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await field.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await expect(field).toBeFocused()
  const title = await options.first().innerText()
  await field.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page).toHaveURL(/\/nl\/catalogue\/[a-z0-9-]+$/)
})

test('Escape closes the suggestions and keeps what was typed', async ({ page }) => {
  await open(page, '/nl')
  const field = page.getByRole('combobox')
  await field.fill('mentor')
  await expect(page.getByRole('listbox')).toBeVisible()
  await field.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(field).toHaveAttribute('aria-expanded', 'false')
  await expect(field).toHaveValue('mentor')
})

test('the arrow up key goes from the field to the last suggestion, all results', async ({ page }) => {
  await open(page, '/nl')
  const field = page.getByRole('combobox')
  await field.fill('mentor')
  await expect(page.getByRole('listbox')).toBeVisible()
  await field.press('ArrowUp')
  await expect(page.getByRole('option', { name: 'Alle resultaten voor ‘mentor’' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await field.press('Enter')
  await expect(page).toHaveURL('/nl/catalogue?q=mentor')
})

test('Enter without choosing a suggestion searches the catalogue', async ({ page }) => {
  await open(page, '/nl')
  await page.getByRole('combobox').fill('data steward')
  await page.getByRole('combobox').press('Enter')
  await expect(page).toHaveURL('/nl/catalogue?q=data+steward')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(page.getByRole('status')).toContainText('voor ‘data steward’')
  await expect(page.getByRole('link', { name: 'Data steward bij de Faculteit Geneeskunde' })).toBeVisible()
})

test('a suggestion opens with the mouse', async ({ page }) => {
  await open(page, '/nl')
  await page.getByRole('combobox').fill('postdocs')
  await page.getByRole('option', { name: 'Loopbaancoaching voor postdocs' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Loopbaancoaching voor postdocs' })).toBeVisible()
})

test('a word that nothing fits gives no list', async ({ page }) => {
  await open(page, '/nl')
  const answered = page.waitForResponse(/\/nl\/suggest/)
  await page.getByRole('combobox').fill('zzqqxx')
  expect(await (await answered).json()).toEqual([])
  await expect(page.getByRole('listbox')).toBeHidden()
})
