import type { Page } from '@playwright/test'
import { expect, open, test, untilAwake } from '#tests/support/browser.ts'

/** Presses Tab until this is focused; fails when it is never reached. */
async function tabTo(
  page: Page,
  role: 'link' | 'button' | 'checkbox' | 'combobox' | 'searchbox',
  name: RegExp | string,
) {
  const wanted = page.getByRole(role, { name }).first()
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return wanted
  }
  throw new Error(`The Tab key never reached the ${role} ${name}`)
}

function focusIsVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return false
    // The search field shows its focus on the box around it.
    const shown = [element, element.parentElement].filter((one) => one !== null)
    return shown.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
  })
}

test('the first Tab reaches the skip link, and Enter on it skips the header', async ({ page }) => {
  await open(page, '/nl')
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Naar de inhoud' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('combobox')).toBeFocused()
})

test('one finds, filters, opens and saves an offer with the keyboard only', async ({ page }) => {
  await open(page, '/nl')
  await tabTo(page, 'combobox', 'Zoek in het hele aanbod')
  await page.keyboard.type('gesprek')
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/nl/catalogue?q=gesprek')

  const box = await tabTo(page, 'checkbox', 'Mentoring')
  await page.keyboard.press('Space')
  await expect(page).toHaveURL(/kind=mentoring/)
  await expect(page.getByRole('list', { name: 'Gekozen filters' })).toBeVisible()
  await expect(box).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('list', { name: 'Gekozen filters' })).toBeHidden()
  await expect(box).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('list', { name: 'Gekozen filters' })).toBeVisible()

  const first = page
    .getByRole('region', { name: 'Aanbod' })
    .getByRole('heading', { level: 2 })
    .getByRole('link')
    .first()
  const title = await first.innerText()
  await tabTo(page, 'link', title)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)

  await tabTo(page, 'button', 'Bewaren voor later')
  await page.keyboard.press('Enter')
  const saved = page.getByRole('button', { name: 'Bewaard' })
  await expect(saved).toBeFocused()
  await expect(saved).toHaveAttribute('aria-pressed', 'true')
})

test('the order of the results is chosen with the arrow keys, and the focus stays there', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=mentoring')
  const sort = page.getByLabel('Sorteren op')
  await sort.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page).toHaveURL(/sort=soonest/)
  await expect(sort).toBeFocused()
})

for (const path of [
  '/nl',
  '/nl/catalogue?kind=mentoring',
  '/nl/catalogue/loopbaancoaching-voor-postdocs',
  '/nl/wish',
]) {
  test(`on ${path} the focus is always visible and never trapped`, async ({ page }) => {
    await open(page, path)
    const seen: string[] = []
    for (let press = 0; press < 200; press += 1) {
      await page.keyboard.press('Tab')
      const place = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return null
        const known = element.getAttribute('data-tab-place') ?? String(Math.random())
        element.setAttribute('data-tab-place', known)
        const { width, height } = element.getBoundingClientRect()
        const text = element.textContent?.trim().slice(0, 40) || element.getAttribute('name') || element.tagName
        return { known, text, isSeen: width > 0 && height > 0 }
      })
      // Past the last link the focus leaves the page.
      if (!place || seen[0] === place.known) break
      expect(await focusIsVisible(page), `the focus on "${place.text}" is visible`).toBe(true)
      expect(place.isSeen, `"${place.text}" has a size`).toBe(true)
      expect(seen, `"${place.text}" is met once`).not.toContain(place.known)
      seen.push(place.known)
    }
    const last = await page.getByRole('contentinfo').getByRole('link').last().getAttribute('data-tab-place')
    expect(seen.at(-1)).toBe(last)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
  })
}

test('a chip that is removed leaves the focus on the page', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=mentoring&kind=coaching')
  await page.getByRole('link', { name: 'Filter weghalen: Soort, Mentoring' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('list', { name: 'Gekozen filters' }).getByRole('listitem')).toHaveCount(1)
  // Where the focus was, Tab goes on: not from the top of the page.
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Naar de inhoud' })).not.toBeFocused()
})

test('with the menu open, Tab goes through its links', { tag: '@phone' }, async ({ page }) => {
  await open(page, '/nl')
  await page.getByRole('button', { name: 'Menu', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Aanbod' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeFocused()
})

test('who presses Tab while a page is still loading gets a page that wakes up all the same', async ({ page }) => {
  for (let round = 0; round < 5; round++) {
    await page.goto('/nl/catalogue', { waitUntil: 'commit' })
    for (let n = 0; n < 5; n++) await page.keyboard.press('Tab')
    await untilAwake(page)
  }
})
