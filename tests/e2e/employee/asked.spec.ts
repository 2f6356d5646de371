import { TODO_KINDS } from '#app/features/todo/todo.ts'
import { ask, signInAs } from '#tests/support/ask.ts'
import { expect, test, widerThanScreen } from '#tests/support/browser.ts'
import { signIn } from '#tests/support/sign-in.ts'

test('with nothing asked, the page is the same for a line manager, whom they lead, and an administrator', async ({
  baseURL,
}) => {
  for (const language of ['nl', 'en']) {
    const mains = []
    for (const handle of ['willem', 'sanne', 'ada', 'nora']) {
      const cookie = await signInAs(baseURL ?? '', handle)
      const { status, body } = await ask(baseURL, `/${language}/my/asked`, { headers: { Cookie: cookie } })
      expect(status).toBe(200)
      mains.push(/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? handle)
    }
    expect(new Set(mains).size, language).toBe(1)
    expect(mains[0]).toContain(
      language === 'nl' ? 'Er wacht nu niets op jouw antwoord.' : 'Nothing waits for your answer',
    )
  }
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    test('one finds the page in the account menu, and reads what will come', { tag: '@both' }, async ({ page }) => {
      await signIn(page, 'willem')
      await page.locator('details.account-menu > summary').click()
      await page.locator('details.account-menu').getByRole('link', { name: 'Aan mij gevraagd' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Aan mij gevraagd' })).toBeVisible()
      const kinds = page.getByRole('heading', { level: 3 })
      await expect(kinds).toHaveCount(TODO_KINDS.length)
      await expect(kinds.filter({ hasText: 'Akkoord' })).toHaveCount(1)
      await expect(page.getByText('Geef je leiding?')).toBeVisible()
      expect(await widerThanScreen(page)).toBe(0)
    })
  })
}
