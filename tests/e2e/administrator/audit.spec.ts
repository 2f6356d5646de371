import { readdirSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, goTo, NOT_FOUND, open, pressToOpen, test } from '#tests/support/browser.ts'
import { signIn } from '#tests/support/sign-in.ts'

/** Reads the log so often, which adds as many events to it. */
function readAgain(page: Page, times: number): Promise<void> {
  return page.evaluate(async (count) => {
    for (let n = 0; n < count; n++) await fetch('/nl/desk/audit')
  }, times)
}

const rows = (page: Page) => page.getByRole('table').getByRole('row')

test('an administrator reads who did what, newest first, and that they read it', { tag: '@both' }, async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk/audit')
  await open(page, '/nl/desk/audit')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logboek')
  await expect(rows(page).nth(1)).toContainText(/^.*Ada Maas.* bekeek het auditlog/)
  await goTo(page, '/en/desk/audit')
  await expect(rows(page).nth(1)).toContainText('viewed the audit log')
  await expect(rows(page).nth(1)).toContainText('Role: Administrator')
})

test('older events are a page further, by key, and lead back to the newest', async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk/audit?action=person.add')
  await expect(rows(page)).toHaveCount(14)
  await expect(page.getByRole('navigation', { name: 'Meer gebeurtenissen' })).toHaveCount(0)
  await readAgain(page, 12)
  await open(page, '/nl/desk/audit')
  await expect(rows(page)).toHaveCount(51)
  await page.getByRole('link', { name: 'Oudere gebeurtenissen' }).click()
  await expect(page).toHaveURL(/\/nl\/desk\/audit\?before=[\w-]{22}$/)
  await expect(rows(page).nth(1)).toContainText('De opbouw van de demo')
  await page.getByRole('link', { name: 'Naar de nieuwste' }).click()
  await expect(page).toHaveURL('/nl/desk/audit')
})

test('a name leads to everything that person did or that is about them', async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk/audit?action=role.grant')
  await page
    .getByRole('link', { name: /^Sanne de Wit/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\?person=[\w-]{22}$/)
  await expect(page.getByLabel('Persoon')).toHaveText(/Sanne de Wit/)
  await expect(rows(page).filter({ hasText: 'gaf een rol: Medewerker' })).toHaveCount(1)
  await expect(rows(page).filter({ hasText: 'Omar' })).toHaveCount(0)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('one filters by action, person, period and result, and clears that again', { tag: '@both' }, async ({
    page,
  }) => {
    await page.goto('/nl/sign-in?to=%2Fnl%2Fdesk%2Faudit')
    await page.locator('button[name="person"][value="ada"]').click()
    await expect(page).toHaveURL('/nl/desk/audit')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wil je het logboek bekijken?')
    await pressToOpen(page)
    await expect(page).toHaveURL('/nl/desk/audit')
    await page.locator('summary').filter({ hasText: 'Filters' }).click()
    await page.getByLabel('Handeling').selectOption('gaf een rol')
    await page.getByLabel('Persoon').selectOption('De opbouw van de demo')
    await page.getByLabel('Vanaf').fill('2027-02-01')
    await page.getByLabel('Uitkomst').selectOption('Gedaan')
    await page.getByRole('button', { name: 'Toon gebeurtenissen' }).click()
    await expect(page).toHaveURL(
      '/nl/desk/audit?action=role.grant&person=system%3Aseed&from=2027-02-01&until=&result=done',
    )
    await expect(page.getByLabel('Handeling')).toHaveValue('role.grant')
    await expect(page.getByLabel('Vanaf')).toHaveValue('2027-02-01')
    const found = await rows(page).count()
    expect(found).toBeGreaterThan(13)
    await expect(rows(page).filter({ hasText: 'gaf een rol' })).toHaveCount(found - 1)
    await page.getByRole('link', { name: 'Wis de filters' }).click()
    await expect(page).toHaveURL('/nl/desk/audit')
  })

  test('a date that is none is told beside its field, and everything that was chosen stays', async ({ page }) => {
    await page.goto('/nl/sign-in')
    await page.locator('button[name="person"][value="ada"]').click()
    await goTo(page, '/nl/desk/audit?action=role.grant&from=30+februari')
    await expect(page.getByLabel('Vanaf')).toHaveValue('30 februari')
    await expect(page.getByLabel('Vanaf')).toHaveAccessibleDescription(
      'Dit is geen datum. Schrijf bijvoorbeeld 2027-02-03.',
    )
    await expect(page.getByLabel('Handeling')).toHaveValue('role.grant')
    await expect(page.getByRole('table')).toHaveCount(0)
    await goTo(page, '/nl/desk/audit?from=2027-02-03&until=2027-02-01')
    await expect(page.getByLabel('Tot en met')).toHaveAccessibleDescription(/Kies een latere dag/)
  })
})

test('with the keyboard one opens the filters, chooses and sends', async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk/audit')
  await page.locator('summary').filter({ hasText: 'Filters' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Handeling')).toBeFocused()
  await page.keyboard.type('gaf een rol')
  await page.getByLabel('Uitkomst').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/action=role\.grant/)
})

test.describe('for everybody else', () => {
  test.use({ mayLog: NOT_FOUND })

  for (const handle of ['sanne', 'fatima', 'marieke', 'willem', 'nora'] as const) {
    test(`the log does not exist for ${handle}`, async ({ page }) => {
      await signIn(page, handle)
      const missing = await page.goto('/nl/nothing-here')
      const log = await goTo(page, '/nl/desk/audit?action=role.grant')
      expect([log?.status(), missing?.status()]).toEqual([404, 404])
      const data = await page.evaluate(async () => {
        const answer = await fetch('/nl/desk/audit.data?_routes=routes%2Fadmin%2Faudit-log')
        return answer.text()
      })
      expect(data).not.toContain('person.add')
    })
  }

  test('who is not signed in is led to the sign-in page, and back to the log', async ({ page }) => {
    await page.goto('/nl/desk/audit?result=refused')
    await expect(page).toHaveURL('/nl/sign-in?to=%2Fnl%2Fdesk%2Faudit%3Fresult%3Drefused')
  })
})

test('nothing of the log is kept by the browser or shared', async ({ page }) => {
  await signIn(page, 'ada')
  const answer = await goTo(page, '/nl/desk/audit')
  expect(answer?.headers()['cache-control']).toBe('no-store')
})

test('what the audit log says of acts is in no file that the browser can fetch', () => {
  const folder = 'build/client/assets'
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const holding = (words: string) => files.filter((name) => readFileSync(`${folder}/${name}`, 'utf8').includes(words))
  const sentences = Object.values(actsOf('nl')).flatMap((verbs) => Object.values(verbs))
  expect(sentences.length).toBeGreaterThan(10)
  expect(sentences.flatMap(holding)).toEqual([])
  // The other texts of the same file do travel.
  expect(holding('Mijn account')).not.toEqual([])
})

function actsOf(language: 'nl' | 'en'): Record<string, Record<string, string>> {
  return JSON.parse(readFileSync(`locales/${language}/screens/people.json`, 'utf8')).log.act
}
