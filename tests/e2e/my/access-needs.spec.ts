import type { Page } from '@playwright/test'
import { expect, goTo, pressToOpen, test, untilAwake } from '#tests/support/browser.ts'

// Each test is somebody else, so that what one writes is not in the way of another.
const REFUSED = /status of 400/
const FORM = '/nl/my/access-needs'
const field = (page: Page) => page.getByRole('textbox')

/** Goes to the page as somebody does who is not signed in: by the door, and on from there. */
async function arrive(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path)
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.getByRole('button', { name }).click()
  await expect(page).toHaveURL(path)
  // Another site could have sent them here by way of the sign-in.
  await pressToOpen(page)
}

test('one writes what one needs, sees who looked, and wipes it', async ({ page }) => {
  await arrive(page, FORM, 'Inloggen als Nora Claes')
  await untilAwake(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wat je nodig hebt om mee te doen')
  await expect(field(page)).toHaveAccessibleDescription(/niet waarom. Schrijf geen medische gegevens op/)
  const notice = page.getByRole('region', { name: 'Wie ziet wat?' })
  await expect(notice).toContainText('Wie het leest: alleen jij.')
  await expect(notice).toContainText('tot 1 jaar na je laatste wijziging')
  const looked = page.getByRole('region', { name: 'Wie heeft dit bekeken?' })
  await expect(looked).toContainText('Nog niemand.')
  await expect(page.getByRole('button', { name: 'Wissen wat ik hier schreef' })).toHaveCount(0)

  await field(page).fill('Een tolk.\nEn een pauze na een uur.')
  await page.getByRole('button', { name: 'Bewaren' }).click()
  await expect(page.getByRole('status')).toHaveText('Bewaard. Niemand anders kan het lezen.')
  await expect(field(page)).toHaveValue('Een tolk.\nEn een pauze na een uur.')
  await expect(notice).toContainText('Nu is dat 1 februari 2028.')
  await expect(looked.getByRole('listitem')).toHaveCount(1)
  await goTo(page, FORM)
  await expect(looked.getByRole('listitem')).toHaveCount(2)
  await expect(looked.getByRole('listitem').first()).toHaveText(/^ma 1 februari 2027, 10:\d\d: jij$/)

  await page.getByRole('button', { name: 'Wissen wat ik hier schreef' }).click()
  await expect(page.getByRole('status')).toHaveText('Gewist. Er staat hier niets meer van je.')
  await expect(field(page)).toHaveValue('')
  await expect(looked.getByRole('listitem')).toHaveCount(2)
})

test.describe('refused', () => {
  test.use({ mayLog: REFUSED })
  test('a text that is too long stays in the field, in English', async ({ page }) => {
    await arrive(page, '/en/my/access-needs', 'Sign in as Tom Fischer')
    const long = 'a break after an hour '.repeat(60).trim()
    await field(page).evaluate((element) => element.removeAttribute('maxlength'))
    await field(page).fill(long)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert')).toContainText('Your text is longer than 1,000 characters.')
    await expect(field(page)).toHaveValue(long)
    await expect(field(page)).toHaveAttribute('aria-invalid', 'true')
    await expect(field(page)).toHaveAccessibleDescription(/longer than 1,000 characters/)
    await field(page).fill('A break after an hour')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('status')).toHaveText('Kept. Nobody else can read it.')
    await page.getByRole('button', { name: 'Wipe what I wrote here' }).click()
    await expect(page.getByRole('status')).toHaveText('Wiped. Nothing of yours stands here any more.')
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, mayLog: REFUSED })
  test('without script it is written, refused, kept and wiped in the same way', { tag: '@both' }, async ({ page }) => {
    const isPhone = (page.viewportSize()?.width ?? 0) < 500
    await arrive(page, FORM, isPhone ? 'Inloggen als Youssef Amrani' : 'Inloggen als Els Vermeulen')
    await field(page).fill('Een lift')
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await expect(page.getByRole('status')).toHaveText('Bewaard. Niemand anders kan het lezen.')
    await field(page).fill('   ')
    await page.getByRole('button', { name: 'Bewaren' }).click()
    await expect(page.getByRole('alert')).toContainText('Er staat nog niets in het vak.')
    await goTo(page, FORM)
    await expect(field(page)).toHaveValue('Een lift')
    await page.getByRole('button', { name: 'Wissen wat ik hier schreef' }).click()
    await expect(page.getByRole('status')).toContainText('Gewist.')
  })
})

test('with the keyboard one writes, keeps and wipes', async ({ page }) => {
  await arrive(page, FORM, 'Inloggen als Pieter')
  await untilAwake(page)
  const tabTo = async (role: 'textbox' | 'button', name: string) => {
    const wanted = page.getByRole(role, { name })
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab')
      if (await wanted.evaluate((element) => element === document.activeElement)) return
    }
    throw new Error(`The Tab key never reached ${name}`)
  }
  await tabTo('textbox', 'Wat moet er geregeld zijn?')
  await page.keyboard.type('Een rustige plek')
  await tabTo('button', 'Bewaren')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('Bewaard.')
  await expect(field(page)).toHaveValue('Een rustige plek')
  await tabTo('button', 'Wissen wat ik hier schreef')
  await page.keyboard.press('Space')
  await expect(page.getByRole('status')).toContainText('Gewist.')
})

test('the other language shows the same text, and what one wrote is on no other page', async ({ page }) => {
  await arrive(page, FORM, 'Inloggen als Sanne de Wit')
  const text = await field(page).inputValue()
  expect(text).toContain('begane grond')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page).toHaveURL('/en/my/access-needs')
  await expect(field(page)).toHaveValue(text)
  for (const path of ['/nl', '/nl/my', '/nl/catalogue?q=begane+grond']) {
    await page.goto(path)
    expect(await page.content()).not.toContain('met een lift. En graag')
  }
  const other = await page.context().browser()?.newContext()
  const stranger = await other?.newPage()
  await stranger?.goto(new URL(FORM, page.url()).href)
  await expect(stranger ?? page).toHaveURL(/\/sign-in\?to=/)
  expect(await stranger?.content()).not.toContain('begane grond')
  await other?.close()
})

test('the page is kept by no browser and no proxy, and asks nobody to index it', async ({ page }) => {
  await arrive(page, FORM, 'Inloggen als Sanne de Wit')
  const answer = await goTo(page, FORM)
  expect(answer?.headers()['cache-control']).toBe('no-store')
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex')
})
