import type { BrowserContext, Page } from '@playwright/test'
import { expect, goTo, NOT_FOUND, open, untilAwake } from '#tests/support/browser.ts'
import { test } from '#tests/support/own-portal.ts'
import { signIn } from '#tests/support/sign-in.ts'

const REFUSED = /status of (?:400|403|404)/

/** Somebody's page, reached as an administrator would: by searching. */
async function openPerson(page: Page, name: string): Promise<string> {
  await page.goto('/nl/desk/people')
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('button', { name: 'Zoeken' }).click()
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  return new URL(page.url()).pathname
}

async function grant(page: Page, role: string): Promise<void> {
  await page.getByLabel('Rol', { exact: true }).selectOption(role)
  await page.getByRole('button', { name: 'Rol geven' }).click()
  await expect(page.getByRole('status')).toHaveText('De rol is gegeven en telt vanaf de eerste dag.')
}

async function endRole(page: Page, role: string): Promise<void> {
  await page.getByLabel(`Beëindigen: ${role}`).click()
  await page.getByRole('button', { name: 'Rol beëindigen' }).click()
  await expect(page.getByRole('status')).toContainText('De rol is beëindigd.')
}

/** A second person in a browser of their own. */
async function another(context: BrowserContext, origin: string): Promise<Page> {
  const browser = context.browser()
  if (!browser) throw new Error('there is no browser')
  return (await browser.newContext({ baseURL: origin, locale: 'nl-NL' })).newPage()
}

test('the desk says what it is for, and leads to its four parts', { tag: '@both' }, async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk')
  await expect(page.getByRole('heading', { level: 1, name: 'Beheer' })).toBeVisible()
  await expect(page.getByText('13 mensen met een rol')).toBeVisible()
  const links = page.getByRole('main').getByRole('listitem').getByRole('link')
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
    '/nl/desk/people',
    '/nl/desk/units',
    '/nl/desk/audit',
    '/nl/desk/portal',
  ])
})

test('somebody is found by the beginning of their name, and the words stand in no address', { tag: '@both' }, async ({
  page,
}) => {
  await signIn(page, 'ada')
  await open(page, '/nl/desk/people')
  await expect(page.getByText('We tonen niet vanzelf iedereen.')).toBeVisible()
  await expect(page.getByRole('table')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Naam, of een heel e-mailadres' }).fill('YILM')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toHaveText('1 persoon gevonden')
  await expect(page.getByRole('row', { name: /Fatima Yilmaz/ })).toContainText('HR, publiceert aanbod')
  await expect(page.getByRole('searchbox')).toHaveValue('YILM')
  expect(asked.filter((url) => /yilm/i.test(url))).toEqual([])
  await expect(page).toHaveURL('/nl/desk/people')
  await page.getByRole('link', { name: 'Fatima Yilmaz' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fatima Yilmaz')
  expect(page.url()).not.toMatch(/fatima|yilmaz/i)
})

test('a role and a unit filter the list, by an address that can be kept', async ({ page }) => {
  await signIn(page, 'ada')
  await open(page, '/en/desk/people')
  await page.getByLabel('Role', { exact: true }).selectOption('HR adviser')
  await page.getByLabel('Unit', { exact: true }).selectOption({ label: '\u2003Faculty of Law' })
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL('/en/desk/people?role=hr-adviser&unit=law')
  await expect(page.getByRole('status')).toHaveText('1 person found')
  await page.getByRole('link', { name: 'Without filters' }).click()
  await expect(page.getByRole('table')).toHaveCount(0)
})

test('a role is granted and counts at the next request; it is ended, and the page that was open is not there', async ({
  page,
  context,
  origin,
}) => {
  const omar = await another(context, origin)
  await signIn(omar, 'omar')
  expect((await omar.goto('/nl/desk'))?.status()).toBe(404)
  await signIn(page, 'ada')
  const address = await openPerson(page, 'Omar Haddad')
  await grant(page, 'Beheerder')
  expect((await omar.goto('/nl/desk'))?.status()).toBe(200)
  await untilAwake(omar)
  await goTo(page, address)
  await endRole(page, 'Beheerder')
  await omar.getByRole('link', { name: 'Mensen en rollen' }).click()
  await expect(omar.getByRole('heading', { level: 1 })).toHaveText('Deze pagina is er niet (meer)')
  expect((await omar.goto('/nl/desk'))?.status()).toBe(404)
  expect((await omar.goto('/nl/my'))?.status()).toBe(200)
  await omar.context().close()
})

test('somebody who is shut out is out at the next request, and can come back', async ({ page, context, origin }) => {
  const youssef = await another(context, origin)
  await signIn(youssef, 'youssef')
  expect((await youssef.goto('/nl/my'))?.status()).toBe(200)
  await signIn(page, 'ada')
  await openPerson(page, 'Youssef Amrani')
  await expect(page.getByText('1 keer ingelogd op dit moment.')).toBeVisible()
  await page.locator('summary').filter({ hasText: 'Buitensluiten' }).click()
  await page.getByLabel('Waarom (hoeft niet)').locator('visible=true').last().fill('Telefoon kwijt')
  await page.getByRole('button', { name: 'Buitensluiten' }).click()
  await expect(page.getByText('Buitengesloten sinds 1 februari 2027.')).toBeVisible()
  await youssef.goto('/nl/my')
  await expect(youssef).toHaveURL(/\/nl\/sign-in/)
  await page.locator('summary').filter({ hasText: 'Weer toelaten' }).click()
  await page.getByRole('button', { name: 'Weer toelaten' }).click()
  await expect(page.getByRole('status')).toHaveText('Weer toegelaten.')
  await signIn(youssef, 'youssef')
  expect((await youssef.goto('/nl/my'))?.status()).toBe(200)
  await youssef.context().close()
})

test('all sign-ins of somebody end', async ({ page, context, origin }) => {
  const jan = await another(context, origin)
  await signIn(jan, 'jan')
  await signIn(page, 'ada')
  await openPerson(page, 'Jan Hoekstra')
  await page.locator('summary').filter({ hasText: 'Overal uitloggen' }).click()
  await page.getByRole('button', { name: 'Overal uitloggen' }).click()
  await expect(page.getByText('Nu nergens ingelogd.')).toBeVisible()
  await jan.goto('/nl/my')
  await expect(jan).toHaveURL(/\/nl\/sign-in/)
  await jan.context().close()
})

test('on the own page there is nothing to change, and it says why', async ({ page }) => {
  await signIn(page, 'ada')
  await openPerson(page, 'Ada Maas')
  await expect(page.getByRole('heading', { name: 'Dit ben je zelf' })).toBeVisible()
  await expect(page.getByText('Je eigen rollen en toegang verander je niet zelf.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0)
})

test.describe('refused', () => {
  test.use({ mayLog: REFUSED })

  test('a grant keeps what was chosen, says what to do and leads to the field', { tag: '@both' }, async ({ page }) => {
    await signIn(page, 'ada')
    await openPerson(page, 'Willem Prins')
    await page.getByLabel('Rol', { exact: true }).selectOption('Externe aanbieder')
    await page.getByLabel('Laatste dag', { exact: true }).locator('visible=true').fill('2027-12-31')
    await page.getByLabel('Waarom (hoeft niet)').locator('visible=true').fill('Nieuw contract')
    await page.getByRole('button', { name: 'Rol geven' }).click()
    const alert = page.getByRole('alert')
    await expect(alert.getByRole('heading', { name: 'Er is niets veranderd' })).toBeFocused()
    await alert.getByRole('link', { name: 'Kies voor welke aanbieder deze persoon werkt.' }).click()
    const provider = page.getByLabel('Aanbieder', { exact: true })
    await expect(provider).toBeFocused()
    await expect(provider).toHaveAccessibleDescription(/Kies voor welke aanbieder/)
    await expect(page.getByLabel('Rol', { exact: true })).toHaveValue('provider')
    await expect(page.getByLabel('Waarom (hoeft niet)').locator('visible=true')).toHaveValue('Nieuw contract')
    await expect(page.getByLabel('Laatste dag', { exact: true }).locator('visible=true')).toHaveValue('2027-12-31')
  })

  test('a form without its token, with another one, or with one field more changes nothing', async ({ page }) => {
    await signIn(page, 'ada')
    await openPerson(page, 'Willem Prins')
    const send = (change: Record<string, string>) =>
      page.evaluate(async (more) => {
        const token = document.querySelector<HTMLInputElement>('form:has([value="grant-role"]) [name="token"]')?.value
        const fields = { intent: 'grant-role', role: 'administrator', unit: '', provider: '', from: '', until: '' }
        const body = new URLSearchParams({ ...fields, reason: '', token: token ?? '', ...more })
        return (await fetch(location.href, { method: 'POST', body })).status
      }, change)
    expect(await send({ token: '' })).toBe(403)
    expect(await send({ token: 'A'.repeat(43) })).toBe(403)
    expect(await send({ grantedBy: 'me' })).toBe(400)
    await page.reload()
    await expect(page.getByRole('list', { name: 'Nu' }).getByRole('listitem')).toHaveCount(1)
  })

  test('a link to somebody from an earlier auth session leads to the search, and says why', async ({ page }) => {
    await signIn(page, 'ada')
    await openPerson(page, 'Marieke Bos')
    const before = new URL(page.url()).pathname
    await signIn(page, 'ada')
    for (const path of [before, '/nl/desk/people/00000000-0000-4000-8000-000000000000']) {
      await page.goto(path)
      await expect(page).toHaveURL('/nl/desk/people?link=old')
      await expect(page.getByRole('status').first()).toContainText('Deze link is van een eerdere keer')
    }
    await page.goto(`/nl/desk/audit?person=${before.split('/').at(-1)}`)
    await expect(page).toHaveURL('/nl/desk/people?link=old')
  })
})

test.describe('for everybody else', () => {
  test.use({ mayLog: NOT_FOUND })

  test('the desk is not there, and the door is where nobody is signed in', async ({ page }) => {
    const parts = ['', '/people', '/people?role=administrator', '/people/x', '/units']
    for (const part of parts) {
      await page.goto(`/nl/desk${part}`)
      await expect(page).toHaveURL(/\/nl\/sign-in\?to=/)
    }
    for (const handle of ['sanne', 'els', 'fatima', 'pieter', 'ingrid', 'willem', 'nora'] as const) {
      await signIn(page, handle)
      const answers = await page.evaluate(
        (all) => Promise.all(all.map(async (part) => (await fetch(`/nl/desk${part}`)).status)),
        parts,
      )
      expect(answers, handle).toEqual(parts.map(() => 404))
    }
  })
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false, mayLog: REFUSED })

  test('one searches, is refused, grants and ends a role', { tag: '@both' }, async ({ page, origin }) => {
    await page.goto('/nl/sign-in')
    await page.getByRole('button', { name: 'Inloggen als Ada Maas' }).click()
    await openPerson(page, 'Marieke Bos')
    await page.getByRole('button', { name: 'Rol geven' }).click()
    await expect(page.getByRole('alert')).toContainText('Kies een rol uit de lijst.')
    await grant(page, 'HR, publiceert aanbod')
    expect(page.url()).toMatch(`${origin}/nl/desk/people/`)
    await expect(page.getByText('HR, publiceert aanbod · hele universiteit')).toBeVisible()
    await endRole(page, 'HR, publiceert aanbod · hele universiteit')
    await expect(page.getByRole('list', { name: 'Voorbij' })).toContainText('Ingetrokken voor het een dag gold')
  })
})
