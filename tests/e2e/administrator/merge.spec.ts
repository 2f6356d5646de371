import type { Page } from '@playwright/test'
import { expect, untilAwake } from '#tests/support/browser.ts'
import { test } from '#tests/support/own-portal.ts'
import { signIn } from '#tests/support/sign-in.ts'

async function openIngrid(page: Page): Promise<void> {
  await page.goto('/nl/desk/people?role=hr-adviser')
  await page.getByRole('link', { name: 'Ingrid Smit', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingrid Smit')
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled, mayLog: /status of 400/ })

    test('two records become one after both were shown and a reason was given, and come apart again', async ({
      page,
    }) => {
      await signIn(page, 'ada')
      await openIngrid(page)
      await page.getByRole('link', { name: 'Samenvoegen met een ander' }).click()
      if (javaScriptEnabled) await untilAwake(page)
      await page.getByRole('searchbox').fill('hoekstra')
      await page.getByRole('button', { name: 'Zoeken' }).click()
      await page.getByRole('button', { name: 'Vergelijken met Jan Hoekstra' }).click()
      await expect(page.getByRole('table')).toContainText('Jan Hoekstra')
      await expect(page.getByText(/Deze rollen gaan niet mee en stoppen/)).toBeVisible()

      await page.getByRole('button', { name: 'Samenvoegen met Ingrid Smit' }).click()
      await expect(page.getByRole('alert')).toContainText('Schrijf op waarom dit één persoon is.')
      await page.getByLabel(/Waarom is dit één persoon/).fill('Twee keer aangenomen')
      await page.getByRole('button', { name: 'Samenvoegen met Ingrid Smit' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingrid Smit')
      const merges = page.getByRole('region', { name: 'Twee keer dezelfde persoon?' })
      await expect(merges).toContainText('Jan Hoekstra')

      await merges.locator('summary').click()
      await merges.getByRole('textbox').fill('Toch twee mensen')
      await merges.getByRole('button', { name: 'Weer uit elkaar halen' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ingrid Smit')
      await expect(merges).not.toContainText('Jan Hoekstra')
    })
  })
}
