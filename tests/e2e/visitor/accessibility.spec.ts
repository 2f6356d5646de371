import { axeFindings } from '#tests/support/axe.ts'
import { expect, open, test, widerThanScreen } from '#tests/support/browser.ts'
import { SCREENS, show } from '#tests/support/screens.ts'

const DESKTOP = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }
/** WCAG 2.2, 1.4.10: no sideways scrolling at this width. */
const NARROW = { width: 320, height: 640 }
/** The rules whose answer depends on where and in which colours things stand. */
const LAYOUT = ['color-contrast', 'target-size', 'region', 'scrollable-region-focusable']

// Colours that are on their way from one theme to the other belong to neither.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const screen of SCREENS) {
  test.describe(screen.name, () => {
    test.use({ mayLog: screen.mayLog ?? null })
    const first = screen.phoneOnly ? { ...PHONE, height: screen.height ?? PHONE.height } : DESKTOP

    // One visit a language, several looks: everything in Dutch on a phone and in English on a desktop, what depends on colour and layout also in dark and on the other screen.
    test(`axe finds nothing on ${screen.name}: Dutch and English, light and dark, desktop and phone; and it needs no sideways scrolling at 320 pixels`, async ({
      page,
    }) => {
      test.setTimeout(60_000)
      await page.setViewportSize(first)
      await show(page, screen, 'nl')
      if (!screen.phoneOnly) {
        expect(await axeFindings(page, LAYOUT), 'in light').toEqual([])
        await page.setViewportSize(PHONE)
      }
      expect(await axeFindings(page), 'in light, on a phone').toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await axeFindings(page, LAYOUT), 'in dark, on a phone').toEqual([])
      if (!screen.phoneOnly) {
        await page.setViewportSize(DESKTOP)
        expect(await axeFindings(page, ['color-contrast']), 'in dark').toEqual([])
      }
      await page.setViewportSize(NARROW)
      expect(await widerThanScreen(page), 'in Dutch').toBe(0)

      await page.evaluate(() => localStorage.clear())
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(first)
      await show(page, screen, 'en')
      expect(await axeFindings(page), 'in English').toEqual([])
      await page.setViewportSize(NARROW)
      expect(await widerThanScreen(page), 'in English').toBe(0)
    })
  })
}

test('what one sees of a link or button stands in the name that a voice command uses', async ({ page }) => {
  for (const name of ['home', 'catalogue with words and filters', 'an offer: training']) {
    const screen = SCREENS.find((one) => one.name === name)
    if (!screen) throw new Error(`There is no screen ${name}`)
    await show(page, screen, 'nl')
    expect(await axeFindings(page, ['label-content-name-mismatch']), name).toEqual([])
  }
})

test('axe sees a planted fault', async ({ page }) => {
  // Before React has taken the page over it would put the label back.
  await open(page, '/nl/wish')
  await page.locator('label[for="wish"]').evaluate((label) => label.remove())
  expect((await axeFindings(page)).join()).toContain('label: #wish')
})
