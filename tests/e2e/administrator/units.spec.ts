import { expect, open } from '#tests/support/browser.ts'
import { test } from '#tests/support/own-portal.ts'
import { signIn } from '#tests/support/sign-in.ts'

test('the units stand as a tree, with who works there', { tag: '@both' }, async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/en/desk/units')
  const faculty = page.getByRole('listitem').filter({ hasText: 'Faculty of Social Sciences' }).last()
  await expect(faculty.getByRole('listitem')).toHaveCount(2)
  await faculty.getByRole('link', { name: '2 people at Faculty of Social Sciences' }).click()
  await expect(page).toHaveURL('/en/desk/people?unit=social-sciences')
  await expect(page.getByRole('rowheader')).toHaveText(['Willem Prins', 'Sanne de Wit'])
})

test('a department is added, renamed and moved, by keyboard', async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk/units')
  await page.getByRole('link', { name: 'Toevoegen onder Faculteit Rechten' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Nieuwe eenheid onder Faculteit Rechten' })).toBeVisible()
  await page.getByLabel('Naam in het Nederlands').fill('Afdeling Strafrecht')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Department of Criminal Law')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toHaveText('De eenheid is toegevoegd.')
  await page.getByRole('link', { name: 'Wijzigen: Afdeling Strafrecht' }).press('Enter')
  await page.getByLabel('Naam in het Nederlands').fill('Afdeling Straf en Proces')
  await page.getByLabel('Hoort onder').selectOption('Faculteit Geneeskunde')
  await page.getByRole('button', { name: 'Wijziging bewaren' }).press('Enter')
  await expect(page.getByRole('status')).toHaveText('De wijziging is bewaard.')
  const faculty = page.getByRole('listitem').filter({ hasText: 'Faculteit Geneeskunde' }).last()
  await expect(faculty.getByRole('listitem')).toContainText(['Afdeling Straf en Proces'])
})

test('offers are found by the new name of their unit at once', async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk/units?change=library')
  await page.getByLabel('Naam in het Nederlands').fill('Boekentoren')
  await page.getByRole('button', { name: 'Wijziging bewaren' }).click()
  await expect(page.getByRole('status')).toHaveText('De wijziging is bewaard.')
  await open(page, '/nl/catalogue?q=boekentoren')
  await expect(page.getByRole('region', { name: 'Aanbod' }).getByRole('status')).toContainText(/[1-9]\d* resulta/)
})

test.describe('refused', () => {
  test.use({ mayLog: /status of 400/ })

  test('a unit keeps what was typed and says what is missing, also without script', async ({ page }) => {
    await signIn(page, 'ada')
    await open(page, '/nl/desk/units?add=science')
    await page.getByLabel('Naam in het Nederlands').fill('Afdeling Biologie')
    await page.getByRole('button', { name: 'Eenheid toevoegen' }).click()
    const english = page.getByLabel('Naam in het Engels')
    await expect(english).toHaveAccessibleDescription('De naam in het Engels ontbreekt. Vul beide namen in.')
    await expect(page.getByLabel('Naam in het Nederlands')).toHaveValue('Afdeling Biologie')
    await english.fill('Life sciences')
    await page.getByRole('button', { name: 'Eenheid toevoegen' }).click()
    await expect(page.getByRole('alert')).toContainText('Er is hier al een eenheid met deze naam.')
    await expect(english).toHaveValue('Life sciences')
    await page.getByRole('link', { name: 'Niets veranderen' }).click()
    await expect(page).toHaveURL('/nl/desk/units')
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a faculty is added under the university', { tag: '@both' }, async ({ page }, { project }) => {
    await page.goto('/nl/sign-in')
    await page.getByRole('button', { name: 'Inloggen als Ada Maas' }).click()
    await page.goto('/nl/desk/units')
    await page.getByRole('link', { name: 'Toevoegen onder Universiteit Lindehoven' }).click()
    await page.getByLabel('Soort').selectOption('Faculteit')
    await page.getByLabel('Naam in het Nederlands').fill(`Faculteit Kunsten ${project.name}`)
    await page.getByLabel('Naam in het Engels').fill(`Faculty of Arts ${project.name}`)
    await page.getByRole('button', { name: 'Eenheid toevoegen' }).click()
    await expect(page.getByRole('status')).toHaveText('De eenheid is toegevoegd.')
    await expect(page.getByText(`Faculteit Kunsten ${project.name}`)).toBeVisible()
  })
})
