import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '#tests/support/browser.ts'
import { SCREENS, show } from '#tests/support/screens.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const DESK = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

/** What axe finds, as sentences a failing test can show. */
async function findings(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.replace(/\s+/g, ' ')}`),
  )
}

// Colours that are on their way from one theme to the other belong to neither.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const screen of SCREENS) {
  test.describe(screen.name, () => {
    test.use({ mayLog: screen.mayLog ?? null })

    // One visit, several looks: everything in light, the colours again in dark; and on a phone everything again.
    test(`axe finds nothing on ${screen.name} in Dutch, in light and dark, on a desk and a phone`, async ({ page }) => {
      await page.setViewportSize(screen.phoneOnly ? { ...PHONE, height: screen.height ?? PHONE.height } : DESK)
      await show(page, screen, 'nl')
      expect(await findings(page), 'in light').toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await findings(page, ['color-contrast']), 'in dark').toEqual([])
      if (screen.phoneOnly) return
      await page.setViewportSize(PHONE)
      expect(
        await findings(page, ['color-contrast', 'target-size', 'region', 'scrollable-region-focusable']),
        'in dark, on a phone',
      ).toEqual([])
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await findings(page), 'in light, on a phone').toEqual([])
    })

    test(`axe finds nothing on ${screen.name} in English`, async ({ page }) => {
      await page.setViewportSize(screen.phoneOnly ? { ...PHONE, height: screen.height ?? PHONE.height } : DESK)
      await show(page, screen, 'en')
      expect(await findings(page)).toEqual([])
    })
  })
}

test('what one sees of a link or button stands in the name that a voice command uses', async ({ page }) => {
  for (const name of ['home', 'catalogue with words and filters', 'an offer: training']) {
    const screen = SCREENS.find((one) => one.name === name)
    if (!screen) throw new Error(`There is no screen ${name}`)
    await show(page, screen, 'nl')
    expect(await findings(page, ['label-content-name-mismatch']), name).toEqual([])
  }
})

test('axe sees a planted fault', async ({ page }) => {
  await page.goto('/nl/wish')
  await page.locator('label[for="wish"]').evaluate((label) => label.remove())
  expect((await findings(page)).join()).toContain('label: #wish')
})
