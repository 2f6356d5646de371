import { ask } from '#tests/support/ask.ts'
import { expect, open, test } from '#tests/support/browser.ts'
import { takeSession } from '#tests/support/sign-in.ts'

test('by keyboard one goes from day to day, from month to month, and to a day one types', async ({ page }) => {
  await open(page, '/nl/calendar')
  const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.id ?? '')
  await expect(page.locator('.calendar-days')).toHaveCSS('display', 'grid')
  // Today is the one day that Tab reaches; arrows go on from there, and skip no day that has a column.
  await page.locator('.calendar-day > h2[tabindex="0"]').focus()
  expect(await focused()).toBe('day-2027-02-01')
  await page.keyboard.press('ArrowRight')
  expect(await focused()).toBe('day-2027-02-02')
  await page.keyboard.press('ArrowDown')
  expect(await focused()).toBe('day-2027-02-09')
  await page.keyboard.press('Home')
  expect(await focused()).toBe('day-2027-02-08')
  await page.keyboard.press('Tab')
  await expect(page.locator('#day-2027-02-08 a').first()).toBeFocused()
  await page.getByRole('link', { name: 'Volgende maand' }).press('Enter')
  await expect(page).toHaveURL('/nl/calendar?month=2027-03')
  await expect(page.getByRole('main').getByRole('status')).toContainText('maart 2027')
  await page.getByRole('textbox', { name: 'Ga naar' }).fill('9-12-2026')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/nl/calendar?month=2026-12#day-2026-12-09')
  // Another page of the calendar in the other language, with the same month.
  await page.getByRole('link', { name: 'EN, English' }).click()
  await expect(page).toHaveURL(/\/en\/calendar\?month=2026-12/)
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible()
})

test.describe('without script, on a phone', () => {
  test.use({ javaScriptEnabled: false })

  test('the month is an agenda, and one makes, renews and takes back the address of one’s own', {
    tag: '@phone',
  }, async ({ page, baseURL }) => {
    await page.goto('/nl/calendar?kind=event')
    await expect(page.locator('.weekdays')).toBeHidden()
    await expect(page.locator('.calendar-days')).toHaveCSS('display', 'block')
    const shown = page.locator('.calendar-day:visible')
    await expect(shown.first()).toContainText('ma 1 februari')
    await expect(shown.locator('a').first()).toHaveAttribute('href', /^\/nl\/catalogue\//)
    await page.getByRole('link', { name: 'Abonneren' }).click()
    await expect(page.getByLabel('Adres van deze agenda')).toHaveValue(`${baseURL}/nl/calendar.ics?kind=event`)

    await takeSession(page, 'omar')
    await page.goto('/nl/my/calendar')
    const address = async (button: string) => {
      await page.getByRole('button', { name: button }).click()
      return new URL(await page.getByRole('textbox', { name: 'Je eigen adres' }).inputValue()).pathname
    }
    const status = async (path: string) => (await ask(baseURL, path)).status
    const first = await address('Maak mijn adres')
    expect(await status(first)).toBe(200)
    const second = await address('Maak een nieuw adres')
    expect([await status(first), await status(second)]).toEqual([404, 200])
    await page.goto('/nl/my/calendar')
    await expect(page.getByText('Laatst opgehaald')).toBeVisible()
    await expect(page.getByText('Nog niet')).toHaveCount(0)
    await page.getByRole('button', { name: 'Trek het adres in' }).click()
    await expect(page.getByRole('status')).toContainText('Het adres is ingetrokken')
    expect(await status(second)).toBe(404)
  })
})
