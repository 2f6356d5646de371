import { expect, open, test } from '#tests/support/browser.ts'
import { takeSession } from '#tests/support/sign-in.ts'

// Of its ten places one is free.
const PAGE = {
  nl: '/nl/catalogue/presenteren-in-het-engels-zonder-script',
  en: '/en/catalogue/presenting-in-english-without-a-script',
} as const

test('the last place is taken, the next one waits, is offered the place that becomes free, takes it, and gives it up again', async ({
  page,
  browser,
  baseURL,
}) => {
  // Sanne, in Dutch, from the offer; she is led there after signing in.
  await open(page, PAGE.nl)
  await page
    .getByRole('link', { name: /^Aanmelden/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.getByRole('button', { name: 'Inloggen als Sanne de Wit' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Aanmelden')
  await expect(page.getByText('Nog 1 plek')).toBeVisible()
  await page.getByRole('button', { name: 'Meld me aan' }).click()
  await expect(page.getByRole('status')).toHaveText('Gelukt. Je bent aangemeld.')

  // Omar, in English, without script.
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL,
    storageState: await page.context().storageState(),
  })
  const omar = await context.newPage()
  await takeSession(omar, 'omar')
  await omar.goto(new URL(page.url()).pathname.replace('/nl/', '/en/'))
  await omar.getByRole('button', { name: 'Put me on the waiting list' }).click()
  await expect(omar.getByRole('status')).toHaveText('Done. You are on the waiting list.')
  await expect(omar.getByText('You are on the waiting list, at number 1.')).toBeVisible()

  await page.getByRole('button', { name: 'Afzeggen' }).click()
  await expect(page.getByRole('status')).toContainText('Je hebt afgezegd.')

  await omar.goto('/en/my/asked')
  await omar.getByRole('link', { name: /^There is a place for you/ }).click()
  await expect(omar.getByText('We keep it until')).toBeVisible()
  await omar.getByRole('button', { name: 'Take the place' }).click()
  await expect(omar.getByRole('status')).toHaveText('Done. The place is yours.')
  await omar.goto('/en/my/sign-ups')
  await expect(omar.getByRole('link', { name: 'Presenting in English without a script' })).toBeVisible()
  await omar.getByRole('link', { name: 'Presenting in English without a script' }).click()
  await omar.getByRole('button', { name: 'Cancel' }).click()
  await expect(omar.getByRole('status')).toContainText('You have cancelled.')
  await context.close()
})
