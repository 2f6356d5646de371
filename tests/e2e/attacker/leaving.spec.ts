import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { expect, test } from '#tests/support/browser.ts'
import { DEMO_TOKEN } from '#tests/support/demo-token.ts'

const TITLE = 'Mijn account'

/** Signs in by the door's own page, looks at the account and signs out by the menu. */
async function signInAndOut(page: Page, origin = ''): Promise<void> {
  await page.goto(`${origin}/nl/sign-in`)
  await page.getByRole('button', { name: /Sanne/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE)
  await page.goto(`${origin}/nl/catalogue?kind=story`)
  await page.goto(`${origin}/nl/my`)
  await page.locator('header summary').first().click()
  await page.getByRole('button', { name: 'Uitloggen' }).first().click()
  await expect(page).toHaveURL(/\/nl\/sign-in\?signed=out/)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'on a shared computer' : 'on a shared computer, without script', () => {
    test.use({ javaScriptEnabled })

    test('nothing of the account comes back after signing out, however far one goes back', async ({
      page,
      context,
    }) => {
      await signInAndOut(page)
      expect((await context.cookies()).map(({ name }) => name)).not.toContain('__Host-koers')
      for (let steps = 0; steps < 4; steps += 1) {
        await page.goBack()
        await expect(page.getByRole('heading', { level: 1 }), page.url()).not.toHaveText(TITLE)
        await expect(page.getByText('Uitloggen'), page.url()).toHaveCount(0)
      }
    })
  })
}

/** Every byte that a browser has kept on disk. */
function kept(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n')
}

test('the cache of the browser holds no page of somebody who was signed in', async ({ launchOptions, baseURL }) => {
  const folder = test.info().outputPath('profile')
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, locale: 'nl-NL' })
  const page = await context.newPage()
  await page.goto(`${baseURL}/?demo=${DEMO_TOKEN}`)
  await signInAndOut(page, baseURL)
  await page.goto(`${baseURL}/nl/stories`)
  await context.close()
  const cache = kept(path.join(folder, 'Default', 'Cache'))
  // What is for everybody may be there: so what is not could be found.
  expect(cache).toContain('/nl/stories')
  expect(cache).not.toMatch(/\/nl\/my|kind=story/)
  expect(cache).not.toContain(DEMO_TOKEN)
})
