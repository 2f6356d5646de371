import { expect, test } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'
import { takeSession } from '#tests/support/sign-in.ts'

const TRAINING = '/nl/catalogue/met-je-hele-team-naar-werkafspraken-die-blijven'

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('somebody asks about a training, its owner answers, who asked reads it and knows enough', async ({ page }) => {
    await page.goto(TRAINING)
    await expect(page.locator('a[href^="mailto:"]')).toHaveCount(0)
    await page
      .getByRole('link', { name: /^Vraag om een plek/ })
      .first()
      .click()
    await expect(page).toHaveURL(/\/sign-in\?to=/)
    await page.getByRole('button', { name: 'Inloggen als Omar Haddad' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stel je vraag')
    await expect(page.getByRole('textbox')).toHaveValue(/^Ik wil graag meedoen op /)
    await expect(page.getByRole('region', { name: 'Wie ziet wat?' })).toContainText('wie dit aanbod beheert')
    await page.getByRole('textbox').fill('Kan mijn hele afdeling meedoen?')
    await page.getByRole('button', { name: 'Vraag versturen' }).click()
    await expect(page.getByRole('status')).toContainText('Verstuurd.')
    const address = new URL(page.url()).pathname

    await takeSession(page, 'pieter')
    await page.goto('/nl/my/asked')
    const asked = page.locator(`a[href="${address.replace('/my/', '/hr/')}"]`)
    await expect(asked).toHaveText('Vraag over Met je hele team naar werkafspraken die blijven')
    await asked.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vraag van Omar Haddad')
    await page.getByRole('textbox').fill('Ja, tot twintig mensen.')
    await page.getByRole('button', { name: 'Antwoord versturen' }).click()
    await expect(page.getByRole('status')).toContainText('Verstuurd.')

    await takeSession(page, 'omar')
    await page.goto('/nl/my/asked')
    const answered = page.locator(`a[href="${address}"]`)
    await expect(answered).toHaveText(/^Antwoord op je vraag over/)
    await answered.click()
    await expect(page.getByText('Ja, tot twintig mensen.')).toBeVisible()
    await page.getByRole('button', { name: 'Ik weet genoeg' }).click()
    await expect(page.getByRole('status')).toContainText('Afgesloten.')
    await page.goto('/nl/my/asked')
    await expect(answered).toHaveCount(0)
  })
})

test('somebody asks for contact at a coaching: HR sees nothing, the career centre opens it and answers, and it is gone when withdrawn', async ({
  page,
}) => {
  await takeSession(page, 'omar')
  await page.goto(OFFERS.coaching.en)
  await page.getByRole('link', { name: 'Ask for contact' }).click()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await page.getByRole('radio', { name: 'Dutch' }).check()
  await page.getByRole('button', { name: 'Contact me, here, in this language' }).click()
  await expect(page.getByRole('status')).toContainText('Sent.')
  const own = await page.getByRole('link', { name: 'In confidence' }).first().getAttribute('href')

  await takeSession(page, 'fatima')
  for (const path of ['/en/hr/requests', '/en/my/asked']) {
    await page.goto(path)
    await expect(page.getByRole('main')).not.toContainText(/Career coaching for postdocs/)
    await expect(page.getByRole('link', { name: 'There is something for you' })).toHaveCount(0)
  }

  await takeSession(page, 'marieke')
  await page.goto('/en/my/asked')
  // Others may have asked too: the list tells none apart.
  const waiting = page.locator(`a[href="${own?.replace('/my/', '/advice/')}"]`)
  await expect(waiting).toHaveText('There is something for you')
  await waiting.click()
  await expect(page.getByRole('main')).not.toContainText('Omar')
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('main')).toContainText('Omar Haddad')
  await page.getByRole('radio', { name: 'I propose a time' }).check()
  await page.getByLabel('Proposed day').fill('2027-02-03')
  await page.getByLabel('From').fill('10:00')
  await page.getByLabel('Until').fill('11:00')
  await page.getByRole('button', { name: 'Send answer' }).click()
  await expect(page.getByRole('status')).toContainText('Sent.')

  await takeSession(page, 'omar')
  await page.goto('/en/my/requests')
  await page.locator(`a[href="${own}"]`).click()
  await expect(page.getByRole('main')).toContainText('3 February 2027, between 10:00 and 11:00')
  await expect(page.getByRole('region', { name: 'Who has looked at this?' })).toContainText('Career advisor')
  await page.getByRole('button', { name: 'Withdraw and delete at once' }).click()
  await expect(page.getByRole('status')).toContainText('Withdrawn')
  await expect(page.locator(`a[href="${own}"]`)).toHaveCount(0)
})
