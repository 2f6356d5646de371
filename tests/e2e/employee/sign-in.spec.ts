import type { Page } from '@playwright/test'
import { DEMO_HANDLES } from '#app/features/people/demo-people.ts'
import { ask, cookieOf, demoForm, signInAs } from '#tests/support/ask.ts'
import { expect, NOT_FOUND, open, test, untilAwake, widerThanScreen } from '#tests/support/browser.ts'
import { signIn } from '#tests/support/sign-in.ts'

const WORDS = {
  nl: {
    signIn: 'Inloggen',
    account: 'Mijn account',
    menu: 'Jouw account',
    signOut: 'Uitloggen',
    out: 'Je bent uitgelogd.',
  },
  en: {
    signIn: 'Sign in',
    account: 'My account',
    menu: 'Your account',
    signOut: 'Sign out',
    out: 'You are signed out.',
  },
} as const

function accountMenu(page: Page) {
  return page.locator('details.account-menu')
}

/** Presses Tab until this has the focus; fails when it is never reached. */
async function tabTo(page: Page, wanted: ReturnType<Page['locator']>): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab')
    if (await wanted.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('The Tab key never reached it')
}

for (const language of ['nl', 'en'] as const) {
  const words = WORDS[language]

  test(`one signs in and out with a few clicks (${language})`, { tag: '@both' }, async ({ page }) => {
    await open(page, `/${language}`)
    await page.getByRole('banner').getByRole('link', { name: words.signIn }).click()
    await page.getByRole('button', { name: /Omar Haddad/ }).click()
    await expect(page).toHaveURL(`/${language}/my`)
    await expect(page.getByRole('heading', { level: 1, name: words.account })).toBeVisible()
    await expect(page.getByText('Omar Haddad', { exact: true })).toBeVisible()
    await untilAwake(page)
    await accountMenu(page).locator('summary').click()
    await accountMenu(page).getByRole('button', { name: words.signOut }).click()
    await expect(page).toHaveURL(`/${language}/sign-in?signed=out`)
    await expect(page.getByRole('status')).toContainText(words.out)
    await expect(accountMenu(page)).toHaveCount(0)
  })

  test(`one signs in and out with the keyboard only (${language})`, async ({ page }) => {
    await open(page, `/${language}`)
    await tabTo(page, page.getByRole('banner').getByRole('link', { name: words.signIn }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: words.signIn })).toBeFocused()
    await tabTo(page, page.getByRole('button', { name: /Omar Haddad/ }))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`/${language}/my`)
    await untilAwake(page)
    await tabTo(page, accountMenu(page).locator('summary'))
    await page.keyboard.press('Enter')
    await tabTo(page, accountMenu(page).getByRole('button', { name: words.signOut }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status')).toContainText(words.out)
  })
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('one signs in and out', { tag: '@both' }, async ({ page }) => {
    await page.goto('/nl/sign-in')
    await page.getByRole('button', { name: 'Inloggen als Omar Haddad' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Mijn account' })).toBeVisible()
    await accountMenu(page).locator('summary').click()
    await accountMenu(page).getByRole('button', { name: 'Uitloggen' }).click()
    await expect(page.getByRole('status')).toContainText('Je bent uitgelogd.')
    await page.goto('/nl/my')
    await expect(page).toHaveURL('/nl/sign-in?to=%2Fnl%2Fmy')
  })
})

test('the menu of a phone has the own pages and the way out', { tag: '@phone' }, async ({ page }) => {
  await signIn(page, 'ada')
  await untilAwake(page)
  expect(await widerThanScreen(page)).toBe(0)
  await page.getByRole('button', { name: 'Menu', exact: true }).tap()
  const menu = page.getByRole('navigation', { name: 'Hoofdmenu' })
  await expect(menu.getByRole('link', { name: 'Beheer' })).toBeVisible()
  await menu.getByRole('link', { name: 'Aan mij gevraagd' }).tap()
  await expect(page.getByRole('heading', { level: 1, name: 'Aan mij gevraagd' })).toBeVisible()
  await expect(menu).toBeHidden()
  await page.getByRole('button', { name: 'Menu', exact: true }).tap()
  await expect(menu.getByRole('link', { name: 'Aan mij gevraagd' })).toHaveAttribute('aria-current', 'page')
  await menu.getByRole('button', { name: 'Uitloggen' }).tap()
  await expect(page.getByRole('status')).toContainText('Je bent uitgelogd.')
})

test('the account menu closes with Escape, beside it, and on the next page', async ({ page }) => {
  await signIn(page, 'willem')
  await open(page, '/nl')
  const menu = accountMenu(page)
  const summary = menu.locator('summary')
  const asked = menu.getByRole('link', { name: 'Aan mij gevraagd' })
  await summary.click()
  await expect(asked).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(asked).toBeHidden()
  await expect(summary).toBeFocused()
  await summary.click()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(asked).toBeHidden()
  await summary.click()
  await asked.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Aan mij gevraagd' })).toBeFocused()
  await expect(asked).toBeHidden()
  await summary.click()
  await expect(asked).toHaveAttribute('aria-current', 'page')
  await expect(menu.getByRole('link', { name: 'Beheer' })).toHaveCount(0)
})

test('who comes to a personal page signs in first and then gets there', async ({ page }) => {
  await page.goto('/en/my/asked')
  await expect(page).toHaveURL('/en/sign-in?to=%2Fen%2Fmy%2Fasked')
  await expect(page.getByText('The page you asked for is personal.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in as Willem Prins' }).click()
  await expect(page).toHaveURL('/en/my/asked')
})

test('who signs in on the way gets back to the page they were on, with its filters', async ({ page }) => {
  await open(page, '/nl/catalogue?q=team&kind=training')
  await page.getByRole('banner').getByRole('link', { name: 'Inloggen' }).click()
  await expect(page.getByText('Na het inloggen kom je terug op de pagina waar je was.')).toBeVisible()
  await page.getByRole('button', { name: /Willem Prins/ }).click()
  await expect(page).toHaveURL('/nl/catalogue?q=team&kind=training')
  await expect(accountMenu(page)).toBeVisible()
})

test('who is signed in already reads as whom, goes on, or becomes somebody else', async ({ page }) => {
  await signIn(page, 'willem')
  await open(page, '/nl/sign-in?to=%2Fnl%2Fmy%2Fasked')
  await expect(page.getByRole('heading', { name: 'Je bent ingelogd als Willem Prins' })).toBeVisible()
  await page.getByRole('link', { name: 'Verder naar de pagina waar je was' }).click()
  await expect(page).toHaveURL('/nl/my/asked')
  await open(page, '/nl/sign-in')
  await page.getByRole('button', { name: 'Inloggen als Omar Haddad' }).click()
  await expect(page.getByText('Omar Haddad', { exact: true })).toBeVisible()
})

test('all thirteen people stand on the sign-in page, in groups, with who they are and what to try', async ({
  page,
}) => {
  await page.goto('/nl/sign-in')
  await expect(page.getByText('Dit is een demo. Alle mensen zijn verzonnen')).toBeVisible()
  await expect(page.locator('button[name="person"]')).toHaveCount(DEMO_HANDLES.length)
  await expect(page.getByRole('heading', { level: 3 })).toHaveText([
    'Medewerkers',
    'Loopbaanadviseurs',
    'HR',
    'Leiding en beheer',
    'Van buiten de universiteit',
  ])
})

test('after signing out, Back and the address of a page show nothing personal', async ({ page }) => {
  await signIn(page, 'omar')
  await untilAwake(page)
  await expect(page.getByText('omar@lindehoven.example')).toBeVisible()
  await accountMenu(page).locator('summary').click()
  await accountMenu(page).getByRole('button', { name: 'Uitloggen' }).click()
  await expect(page.getByRole('status')).toContainText('Je bent uitgelogd.')
  await page.goBack()
  await expect(page).toHaveURL(/\/nl\/sign-in/)
  expect(await page.content()).not.toMatch(/omar@|account-menu/)
})

test('signing out empties what this browser had saved, and the saved list says so before', async ({ page }) => {
  await signIn(page, 'omar')
  await open(page, '/nl/saved')
  await expect(page.getByText('Log je uit, dan is de lijst leeg.')).toBeVisible()
  await page.evaluate(() => localStorage.setItem('mine', 'x'))
  await accountMenu(page).locator('summary').click()
  await accountMenu(page).getByRole('button', { name: 'Uitloggen' }).click()
  await expect(page.getByRole('status')).toContainText('Je bent uitgelogd.')
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
})

test.describe('a person who cannot be signed in as', () => {
  test.use({ mayLog: NOT_FOUND })

  test('is refused on a page that leads back to the others', async ({ page, baseURL }) => {
    await page.goto('/nl/sign-in')
    await page.locator('button[value="omar"]').evaluate((button) => button.setAttribute('value', 'nobody'))
    await page.getByRole('button', { name: 'Inloggen als Omar Haddad' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Deze persoon kan nu niet inloggen' })).toBeVisible()
    await page.getByRole('link', { name: 'Terug naar de andere mensen' }).click()
    await expect(page).toHaveURL('/nl/sign-in')
    const answer = await ask(baseURL, '/sign-in/demo', demoForm(baseURL ?? '', { person: 'nobody' }))
    expect([answer.status, cookieOf(answer)]).toEqual([404, ''])
  })

  test('has no page of their own', async ({ page }) => {
    expect((await page.goto('/sign-in/demo'))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1, name: 'Deze pagina is er niet (meer)' })).toBeVisible()
  })
})

/** A page as it is rendered for this cookie, anew: without gzip nothing comes from the pages that are kept. */
async function rendered(origin: string | undefined, path: string, cookie: string): Promise<string> {
  const { status, body } = await ask(origin, path, { headers: { Cookie: `${cookie}; language=nl` } })
  expect(status).toBe(200)
  return body.replace(/ nonce="[^"]+"/g, '').replace(/"nonce":"[^"]+"/g, '')
}

test('pages that people share are the same for Sanne and Omar, and name nobody', async ({ baseURL }) => {
  const [sanne, omar] = [await signInAs(baseURL ?? '', 'sanne'), await signInAs(baseURL ?? '', 'omar')]
  for (const path of ['/nl', '/nl/catalogue?kind=training', '/nl/stories', '/nl/guides/privacy']) {
    const page = await rendered(baseURL, path, sanne)
    expect(await rendered(baseURL, path, omar), path).toBe(page)
    expect(page).toContain('account-menu')
    expect(page).not.toMatch(/sanne|omar|de Wit|Haddad/i)
  }
})
