import type { Locator, Page } from '@playwright/test'
import { expect, open, test, widerThanScreen } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'

async function tooSmall(targets: Locator): Promise<string[]> {
  await expect(targets.first()).toBeVisible()
  return targets.evaluateAll((elements) =>
    elements.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      if (width === 0 || (width >= 24 && height >= 24)) return []
      return [
        `${element.textContent?.trim() || element.getAttribute('value')}: ${Math.round(width)} x ${Math.round(height)}`,
      ]
    }),
  )
}

test('links and buttons are at least 24 by 24 pixels', { tag: '@both' }, async ({ page }, { project }) => {
  await open(page, '/nl/catalogue?kind=training&kind=event&language=nl')
  if (project.name === 'phone') {
    await page.getByRole('button', { name: 'Menu', exact: true }).tap()
    expect(await tooSmall(page.getByRole('navigation', { name: 'Hoofdmenu' }).locator('a, button'))).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Filters \(/ }).tap()
    expect(await tooSmall(page.getByRole('complementary', { name: 'Filters' }).locator('fieldset label'))).toEqual([])
    expect(await tooSmall(page.getByRole('complementary', { name: 'Filters' }).getByRole('button'))).toEqual([])
    await page.keyboard.press('Escape')
  } else {
    expect(await tooSmall(page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link'))).toEqual([])
    expect(await tooSmall(page.getByRole('complementary', { name: 'Filters' }).locator('fieldset label'))).toEqual([])
  }
  expect(await tooSmall(page.getByRole('navigation', { name: 'Taal' }).getByRole('link'))).toEqual([])
  expect(await tooSmall(page.getByRole('list', { name: 'Gekozen filters' }).getByRole('link'))).toEqual([])
  expect(await tooSmall(page.getByRole('navigation', { name: "Pagina's" }).getByRole('link'))).toEqual([])
  expect(await tooSmall(page.getByRole('contentinfo').getByRole('link'))).toEqual([])
  await open(page, OFFERS.training.nl)
  expect(await tooSmall(page.getByRole('main').locator('a.chip, button, a.button'))).toEqual([])
})

/** Texts of which a part is cut off, apart from what is for screen readers only. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, header *, footer *')]
      .filter((element) => !element.closest('.unseen') && element.getClientRects().length > 0)
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element)
        const hides = (value: string) => value === 'hidden' || value === 'clip'
        return (
          (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (hides(overflowY) && element.scrollHeight > element.clientHeight + 1)
        )
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
}

for (const path of [
  '/nl',
  '/nl/catalogue?kind=training&language=nl',
  OFFERS.vacancy.nl,
  OFFERS.training.nl,
  '/nl/wish',
  '/nl/guides/privacy',
]) {
  test(`text of twice the size loses nothing on ${path}`, async ({ page }) => {
    await open(page, path)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    expect(await cutOff(page)).toEqual([])
    expect(await widerThanScreen(page)).toBe(0)
    // The page zoomed to 200% is a screen of half the width.
    await page.evaluate(() => {
      document.documentElement.style.fontSize = ''
    })
    await page.setViewportSize({ width: 640, height: 450 })
    expect(await cutOff(page)).toEqual([])
    expect(await widerThanScreen(page)).toBe(0)
  })
}

test('wider spacing between lines, words and letters loses nothing', async ({ page }) => {
  await open(page, OFFERS.training.nl)
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
      element.style.lineHeight = '1.5'
      element.style.letterSpacing = '0.12em'
      element.style.wordSpacing = '0.16em'
    }
  })
  expect(await cutOff(page)).toEqual([])
  expect(await widerThanScreen(page)).toBe(0)
})

test('whoever asks for less motion gets none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, '/nl/catalogue?kind=training')
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element)
        return animationName !== 'none' || transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0)
      }).length,
  )
  expect(moving).toBe(0)
})

test('the text is at least as large as the browser asks for', async ({ page }) => {
  await open(page, '/nl')
  const size = await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
  expect(size).toBeGreaterThanOrEqual(16)
})
