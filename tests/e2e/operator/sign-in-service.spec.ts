import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { asSystem } from '#app/access/actor.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { SIGN_IN_PROBLEMS } from '#app/features/people/sign-in-problems.ts'
import { openDatabase } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { axeFindings } from '#tests/support/axe.ts'
import { expect, test, widerThanScreen } from '#tests/support/browser.ts'
import { employee } from '#tests/support/oidc/accounts.ts'
import { addressToBe, type OidcPortal, seededFolder, startOidcPortal } from '#tests/support/oidc/portal.ts'
import { type RealProvider, startRealProvider } from '#tests/support/oidc/real-provider.ts'
import { Portal } from '#tests/support/portal.ts'

test.describe.configure({ timeout: 60_000, mode: 'serial' })

let provider: RealProvider
let portal: OidcPortal

test.beforeAll(async () => {
  // Two starts of a portal, one of which fills a database.
  test.setTimeout(120_000)
  const origin = await addressToBe()
  provider = await startRealProvider(`${origin}/sign-in/callback`)
  provider.accounts.set('mirthe', employee('mirthe', { name: 'Mirthe Canarisveld', preferred_language: 'nl' }))
  provider.accounts.set('student', employee('student', { eduperson_affiliation: ['student'] }))
  portal = await startOidcPortal(origin, provider.issuer, await seededFolder(), { LOG_LEVEL: 'debug' })
})
test.afterAll(async () => {
  await portal.stop()
  await provider.close()
})

const NAMES = {
  nl: { link: 'Inloggen met SURFconext', out: 'Uitloggen', menu: 'Je account' },
  en: { link: 'Sign in with SURFconext', out: 'Sign out', menu: 'Your account' },
} as const

/** Says at the service who one is. */
async function chooseAccount(page: Page, account: string): Promise<void> {
  await page.getByRole('heading', { name: 'Who are you?' }).waitFor()
  await page.getByRole('button', { name: account, exact: true }).click()
}

/** Chooses an account at the service, and allows, the first time in this browser, that the portal hears of it. */
async function throughService(page: Page, account: string): Promise<void> {
  await chooseAccount(page, account)
  await page.getByRole('heading', { name: 'May the portal know?' }).waitFor()
  await page.getByRole('button', { name: 'yes' }).click()
}

async function idOf(context: BrowserContext): Promise<string | undefined> {
  return (await context.cookies(portal.origin)).find(({ name }) => name === '__Host-koers')?.value
}

for (const language of ['nl', 'en'] as const) {
  const t = NAMES[language]
  test(`somebody signs in at the service, reads on where they were, and signs out (${language}) @both`, async ({
    page,
    context,
  }) => {
    await page.goto(`${portal.origin}/${language}/catalogue?q=feedback`)
    await page.locator('a.sign-in').click()
    await page.getByRole('link', { name: t.link }).click()
    await throughService(page, 'mirthe')
    await expect(page).toHaveURL(`${portal.origin}/${language}/catalogue?q=feedback`)
    expect(await idOf(context)).toMatch(/^[\w-]{43}$/)
    expect((await context.cookies(portal.origin)).map(({ name }) => name)).not.toContain('__Host-koers-flow')
    await page.goto(`${portal.origin}/${language}/my`)
    await expect(page.getByRole('main')).toContainText('Mirthe Canarisveld')

    await page.locator('.account-menu summary').click()
    await page.getByRole('banner').getByRole('button', { name: t.out }).click()
    await expect(page).toHaveURL(/\/(nl|en)\/sign-in\?signed=out$/)
    expect(await idOf(context)).toBeUndefined()
  })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('somebody signs in with the keyboard alone', async ({ page, context }) => {
    await page.goto(`${portal.origin}/nl/sign-in?to=%2Fnl%2Fstories`)
    await page.getByRole('link', { name: NAMES.nl.link }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'mirthe' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'yes' }).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${portal.origin}/nl/stories`)
    expect(await idOf(context)).toBeDefined()
  })
})

test('a new role gives a new id at the next request, and holds once the second step is taken', async ({
  page,
  context,
}) => {
  await page.goto(`${portal.origin}/nl/sign-in`)
  await page.getByRole('link', { name: NAMES.nl.link }).click()
  await throughService(page, 'mirthe')
  await expect(page).toHaveURL(`${portal.origin}/nl/my`)
  const first = await idOf(context)

  const db = openDatabase(path.join(portal.folder, 'koers.sqlite'))
  const personId = db.$client
    .prepare('SELECT person_id FROM identities WHERE subject = ?')
    .pluck()
    .get('mirthe') as string
  const actor = asSystem('operator', 'role.grant')
  expect(inTransaction(db, (tx) => grantRole(tx, actor, { personId, role: 'administrator' }, new Date())).ok).toBe(true)
  db.$client.close()

  await page.reload()
  const second = await idOf(context)
  expect(second).not.toBe(first)
  const notice = page.getByRole('region', { name: 'Bevestig dat jij het bent' })
  await expect(notice).toContainText('Beheerder')
  await notice.getByRole('link', { name: 'Bevestigen dat ik het ben' }).click()
  await chooseAccount(page, 'mirthe')
  await expect(page).toHaveURL(`${portal.origin}/nl/my`)
  await expect(notice).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('heading', { name: 'Beheerder' })).toBeVisible()
  const third = await idOf(context)
  expect(third).not.toBe(second)

  // Neither of the ids from before opens anything.
  for (const old of [first, second]) {
    const answer = await page.request.get(`${portal.origin}/nl/my`, {
      headers: { Cookie: `__Host-koers=${old}` },
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(302)
  }
})

test('a student hears why they cannot come in, in the language they were reading, with a number', async ({
  page,
  context,
}) => {
  await page.goto(`${portal.origin}/en/sign-in?to=%2Fen%2Fcatalogue`)
  await page.getByRole('link', { name: NAMES.en.link }).click()
  await throughService(page, 'student')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText("This account is not an employee's")
  await expect(page.getByRole('main')).toContainText(/Give them this number: [0-9A-F]{8}/)
  await expect(page).not.toHaveURL(/code=|state=/)
  expect(await idOf(context)).toBeUndefined()
})

test('who stops at the service can try again, and then arrives', async ({ page }) => {
  await page.goto(`${portal.origin}/nl/sign-in?to=%2Fnl%2Fstories`)
  await page.getByRole('link', { name: NAMES.nl.link }).click()
  await page.getByRole('button', { name: 'stop' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Je bent gestopt met inloggen')
  await page.getByRole('link', { name: 'Opnieuw inloggen' }).click()
  await throughService(page, 'mirthe')
  await expect(page).toHaveURL(`${portal.origin}/nl/stories`)
})

const LOOKS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const

for (const language of ['nl', 'en'] as const) {
  test(`the pages of signing in have no barrier and fit a phone (${language})`, async ({ page }) => {
    test.setTimeout(120_000)
    for (const address of ['sign-in', 'sign-in/problem?why=cancelled&reference=0A1B2C3D&to=%2Fnl%2Fstories']) {
      for (const { width, colorScheme } of LOOKS) {
        await page.setViewportSize({ width, height: 844 })
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.goto(`${portal.origin}/${language}/${address}`)
        expect(await widerThanScreen(page), address).toBeLessThanOrEqual(0)
        expect(await axeFindings(page), `${address} ${width}`).toEqual([])
      }
    }
  })
}

test('every problem has a page of its own in both languages, with what to do', async ({ request }) => {
  const titles = new Set<string>()
  for (const problem of SIGN_IN_PROBLEMS) {
    for (const language of ['nl', 'en']) {
      const answer = await request.get(`${portal.origin}/${language}/sign-in/problem?why=${problem}&reference=0A1B2C3D`)
      const html = await answer.text()
      titles.add(/<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '')
      expect(html, problem).toContain('0A1B2C3D')
      expect(html, problem).toMatch(/<meta name="robots" content="noindex"/)
    }
  }
  expect(titles.size).toBe(2 * SIGN_IN_PROBLEMS.length)
})

test('a problem that does not exist has no page, and nothing of an address is repeated in one', async ({ request }) => {
  expect((await request.get(`${portal.origin}/nl/sign-in/problem?why=nonsense`)).status()).toBe(404)
  const page = await request.get(
    `${portal.origin}/nl/sign-in/problem?why=cancelled&reference=%3Cscript%3E&to=%2F%2Felsewhere.example`,
  )
  const main = /<main[\s\S]*<\/main>/.exec(await page.text())?.[0] ?? ''
  expect(main).toContain('Opnieuw inloggen')
  expect(main).not.toMatch(/script|elsewhere/)
})

test('a service that is away: the portal goes on, says so to who signs in, and finds it when it is back', async ({
  page,
  request,
}) => {
  const origin = await addressToBe()
  const issuer = await addressToBe()
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-oidc-'))
  const alone = await startOidcPortal(origin, issuer, folder)
  try {
    const began = Date.now()
    expect((await request.get(`${origin}/nl/catalogue`)).status()).toBe(200)
    expect(Date.now() - began).toBeLessThan(3_000)
    await page.goto(`${origin}/nl/sign-in`)
    await page.getByRole('link', { name: NAMES.nl.link }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('De inlogdienst antwoordt niet')
    await expect(page.getByRole('link', { name: 'Opnieuw inloggen' })).toBeVisible()
  } finally {
    const log = await alone.stop()
    expect(log).toContain('the sign-in service did not say how it works')
    expect(log).not.toContain(new URL(issuer).port)
  }
})

test('of all that happened here the log holds kinds and numbers', async () => {
  const log = await portal.stop()
  expect(log).toContain('"kind":"not-employed"')
  expect(log).toContain('"kind":"cancelled"')
  expect(log).not.toMatch(/Canarisveld|bosveld|universiteit\.example|mirthe|student|[?&]code=|[?&]state=|eyJ/)
})

const SERVICE = {
  PUBLIC_ORIGIN: 'http://127.0.0.1:4999',
  OIDC_ISSUER: 'http://127.0.0.1:4998',
  OIDC_CLIENT_ID: 'koers.example',
  OIDC_HOME_ORGANISATIONS: 'universiteit.example',
}
// The other sentences have unit tests (app/platform/env.server.test.ts).
test('a service without its secret stops the start with one sentence and code 2', async () => {
  const { code, said, complained } = await new Portal({ ...SERVICE, OIDC_CLIENT_SECRET: '' }).ended
  expect(code).toBe(2)
  expect(said).toBe('')
  expect(complained.trim()).toMatch(/^The setting OIDC_ISSUER is there, and OIDC_CLIENT_SECRET is not/)
  expect(complained.trim().split('\n')).toHaveLength(1)
})
