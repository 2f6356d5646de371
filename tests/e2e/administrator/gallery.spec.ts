import type { Page } from '@playwright/test'
import { expect, open, test } from '../../support/browser.ts'
import { signIn } from '../../support/sign-in.ts'

/** The sizes of type in use on the page that are not one of the six. */
function otherSizes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const probe = document.createElement('span')
    document.body.append(probe)
    const scale = new Set(
      [1, 2, 3, 4, 5, 6].map((size) => {
        probe.style.fontSize = `var(--step-${size})`
        return getComputedStyle(probe).fontSize
      }),
    )
    probe.remove()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = new Set<string>()
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement
      if (!element || texts.currentNode.textContent?.trim() === '' || !element.checkVisibility()) continue
      const size = getComputedStyle(element).fontSize
      if (!scale.has(size)) found.add(`${size}: ${element.tagName} ${element.className}`)
    }
    return [...found]
  })
}

test.beforeEach(({ page }) => signIn(page, 'ada'))

test('every text of the gallery has one of the six sizes, and every part starts at the same edge', {
  tag: '@both',
}, async ({ page }) => {
  await open(page, '/nl/desk/gallery')
  expect(await otherSizes(page)).toEqual([])
  const parts = page.locator('.specimen')
  const edges = await parts.evaluateAll((all) => all.map((part) => part.getBoundingClientRect().x))
  expect(edges.length).toBeGreaterThan(10)
  expect(new Set(edges).size).toBe(1)
})

test('a theme is chosen by a link, whatever the device prefers', async ({ page }) => {
  await open(page, '/en/desk/gallery')
  const ground = () => page.getByRole('main').evaluate((main) => getComputedStyle(main).backgroundColor)
  const light = await ground()
  await page.getByRole('link', { name: 'Dark', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Dark', exact: true })).toHaveAttribute('aria-current', 'page')
  expect(await ground()).not.toBe(light)
})

test('a dialog opens by its link, keeps the keyboard and closes with Escape', async ({ page }) => {
  await open(page, '/nl/desk/gallery')
  const opener = page.getByRole('link', { name: 'Sessie afzeggen' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '12 januari afzeggen?' })
  await expect(dialog).toBeVisible()
  expect(await dialog.evaluate((element) => element.matches(':modal'))).toBe(true)
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
})

test('a table is sorted by the head of its column, which says how', async ({ page }) => {
  await open(page, '/nl/desk/gallery')
  const table = page.getByRole('table', { name: 'Tabel met sorteren' })
  const people = () => table.getByRole('cell').filter({ hasText: /^\d+$/ }).allInnerTexts()
  await table.getByRole('link', { name: 'Aanmeldingen' }).click()
  await expect(table.getByRole('columnheader', { name: 'Aanmeldingen' })).toHaveAttribute('aria-sort', 'ascending')
  expect(await people()).toEqual(['6', '8', '11'])
  await table.getByRole('link', { name: 'Aanmeldingen' }).click()
  await expect(table.getByRole('columnheader', { name: 'Aanmeldingen' })).toHaveAttribute('aria-sort', 'descending')
  expect(await people()).toEqual(['11', '8', '6'])
})

test('a problem of a date leads to its first box, named in the language of the page', async ({ page }) => {
  await open(page, '/en/desk/gallery')
  await page.getByRole('link', { name: '31 February 2027 does not exist. This month has 28 days.' }).click()
  const date = page.getByRole('group', { name: 'Not right' }).filter({ has: page.getByLabel('Month') })
  await expect(date.getByLabel('Day')).toBeFocused()
  await expect(date.getByLabel('Year')).toHaveValue('2027')
  await expect(date).toHaveAccessibleDescription(/31 February/)
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })
  test('the dialog is a part of its own page, with both answers as links', async ({ page }) => {
    await page.goto('/nl/desk/gallery?dialog=open')
    const dialog = page.getByRole('dialog', { name: '12 januari afzeggen?' })
    await expect(dialog).toBeVisible()
    await dialog.getByRole('link', { name: 'Niet afzeggen' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })
})

test('only administrators find the gallery', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL })
  await signIn(page, 'omar')
  expect((await page.goto('/nl/desk/gallery'))?.status()).toBe(404)
  await page.close()
})
