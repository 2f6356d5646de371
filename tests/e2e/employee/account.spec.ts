import { ask, cookieOf, ownForm, signInAs } from '#tests/support/ask.ts'
import { expect, open, test, untilAwake, widerThanScreen } from '#tests/support/browser.ts'
import { signIn } from '#tests/support/sign-in.ts'

/** On a desk and a phone at the same time: each with a person of its own. */
const READER = { desktop: 'youssef', phone: 'tom' } as const
type Project = keyof typeof READER

test('a changed language is remembered, and the page is in it', { tag: '@both' }, async ({ page }, { project }) => {
  await signIn(page, READER[project.name as Project])
  for (const [choice, title, done] of [
    ['English', 'My account', 'Your language is saved.'],
    ['Nederlands', 'Mijn account', 'Je taal is bewaard.'],
    ['English', 'My account', 'Your language is saved.'],
  ] as const) {
    await page.getByRole('radio', { name: choice }).check()
    await page.getByRole('button', { name: /^(Taal bewaren|Save language)$/ }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expect(page.getByRole('status')).toContainText(done)
    await expect(page.locator('html')).toHaveAttribute('lang', choice === 'English' ? 'en' : 'nl')
    await expect(page.getByRole('radio', { name: choice })).toBeChecked()
  }
  await page.goto('/')
  await expect(page).toHaveURL('/en')
})

test('a language is changed with the keyboard', async ({ page }) => {
  await signIn(page, 'els')
  await untilAwake(page)
  await page.getByRole('radio', { name: 'Nederlands' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/en/my?done=language')
  await page.getByRole('radio', { name: 'English' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/nl/my?done=language')
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a language is changed', async ({ page }) => {
    await signIn(page, 'jan')
    await page.getByRole('radio', { name: 'English' }).check()
    await page.getByRole('button', { name: 'Taal bewaren' }).click()
    await expect(page.getByRole('status')).toContainText('Your language is saved.')
    await page.getByRole('radio', { name: 'Nederlands' }).check()
    await page.getByRole('button', { name: 'Save language' }).click()
    await expect(page.getByRole('status')).toContainText('Je taal is bewaard.')
  })
})

const ENDS = { desktop: 'pieter', phone: 'fatima' } as const

/** Sends a form of the page "My account" as a browser of this sign-in would. */
function send(origin: string, cookie: string, fields: Record<string, string>) {
  const form = ownForm(origin, fields)
  return ask(origin, '/nl/my', { ...form, headers: { ...form.headers, Cookie: cookie } })
}

test(
  'one sees where one is signed in, ends one of them, the others, and all',
  { tag: '@both' },
  async ({ page, baseURL }, { project }) => {
    const handle = ENDS[project.name as Project]
    const portal = baseURL ?? ''
    // Tests before this one may have left some.
    await send(portal, await signInAs(portal, handle), { intent: 'end-all' })
    const others = [await signInAs(portal, handle), await signInAs(portal, handle), await signInAs(portal, handle)]
    const isIn = async (cookie: string) =>
      (await ask(baseURL, '/nl/my', { headers: { Cookie: cookie } })).status === 200
    await signIn(page, handle)
    expect(await widerThanScreen(page)).toBe(0)
    const list = page.getByRole('region', { name: 'Waar je bent ingelogd' })
    await expect(list.getByRole('listitem')).toHaveCount(4)
    await expect(list.getByRole('listitem').first()).toContainText('dit apparaat')
    await expect(list.getByRole('listitem').first()).toContainText(/Chrome/)

    await list
      .getByRole('button', { name: /^Uitloggen op Onbekend apparaat/ })
      .first()
      .click()
    await expect(page.getByRole('status')).toContainText('Dat apparaat is uitgelogd.')
    await expect(list.getByRole('listitem')).toHaveCount(3)
    expect((await Promise.all(others.map(isIn))).filter(Boolean)).toHaveLength(2)

    await list.getByRole('button', { name: 'Op alle andere apparaten uitloggen' }).click()
    await expect(page.getByRole('status')).toContainText('Alleen hier ben je nog ingelogd.')
    await expect(list.getByRole('listitem')).toHaveCount(1)
    expect((await Promise.all(others.map(isIn))).filter(Boolean)).toHaveLength(0)

    const last = await signInAs(portal, handle)
    await list.getByRole('button', { name: 'Overal uitloggen, ook hier' }).click()
    await expect(page).toHaveURL('/nl/sign-in?signed=out')
    expect(await isIn(last)).toBe(false)
    await page.goto('/nl/my')
    await expect(page).toHaveURL('/nl/sign-in?to=%2Fnl%2Fmy')
  },
)

test('ending the sign-in one uses is signing out', async ({ page }) => {
  await signIn(page, 'els')
  const current = page.getByRole('listitem').filter({ hasText: 'dit apparaat' })
  await current.getByRole('button', { name: 'Uitloggen' }).click()
  await expect(page.getByRole('status')).toContainText('Je bent uitgelogd.')
})

test('nobody ends a sign-in of somebody else, by its id or otherwise', async ({ baseURL }) => {
  const origin = baseURL ?? ''
  const [nora, marieke] = [await signInAs(origin, 'nora'), await signInAs(origin, 'marieke')]
  const read = (cookie: string) => ask(origin, '/nl/my', { headers: { Cookie: cookie } })
  const id = /name="signIn" value="([^"]+)"/.exec((await read(nora)).body)?.[1] ?? ''
  expect(id).toMatch(/^[\w-]{43}$/)
  const answer = await send(origin, marieke, { intent: 'end-sign-in', signIn: id })
  expect([answer.status, cookieOf(answer)]).toEqual([404, ''])
  expect((await send(origin, marieke, { intent: 'end-sign-in', signIn: id, personId: 'x' })).status).toBe(400)
  expect((await send(origin, marieke, { intent: 'change-language', language: 'de' })).status).toBe(400)
  expect((await send(origin, marieke, {})).body).toContain('We konden niet lezen wat je stuurde.')
  expect((await read(nora)).status).toBe(200)
  expect((await read(marieke)).status).toBe(200)
})

test('two minutes before the end the page says so once, one click goes on, and what was typed stays', async ({
  page,
}) => {
  test.slow()
  await page.clock.install()
  await signIn(page, 'omar')
  await open(page, '/nl/wish')
  const text = page.getByRole('textbox')
  await text.fill('Iets over stilte op de werkvloer')
  const bar = page.getByRole('alert')
  const stay = page.getByRole('button', { name: 'Ingelogd blijven' })
  // More often than the ten times that WCAG 2.2.1 asks for.
  for (let time = 0; time < 11; time += 1) {
    await page.clock.fastForward('26:00')
    await expect(stay).toBeHidden()
    await page.clock.fastForward('02:30')
    await expect(bar).toContainText('Over 2 minuten log je vanzelf uit')
    await text.focus()
    const asked = page.waitForResponse('**/nl/my/stay')
    await stay.click()
    expect(await (await asked).json()).toMatchObject({ isLast: false })
    await expect(stay).toBeHidden()
    await expect(bar).toHaveText('Je blijft ingelogd.')
    await expect(text).toBeFocused()
  }
  await expect(text).toHaveValue('Iets over stilte op de werkvloer')
})

test('after the end the page says so, keeps what was typed, and leads to the door in a new tab', async ({
  page,
  context,
}) => {
  await page.clock.install()
  await signIn(page, 'omar')
  await open(page, '/nl/wish')
  await page.getByRole('textbox').fill('Iets over stilte')
  await page.clock.fastForward('31:00')
  await expect(page.getByRole('alert')).toContainText('Je bent uitgelogd, omdat je een tijd niets deed.')
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Opnieuw inloggen (nieuw tabblad)' }).click()
  const signInPage = await opened
  await signInPage.locator('button[value="omar"]').click()
  await signInPage.waitForURL('/nl/my')
  // The new tab tells the old one.
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByRole('textbox')).toHaveValue('Iets over stilte')
})

test('a tab in use keeps the other tabs quiet', async ({ page, context }) => {
  await page.clock.install()
  await signIn(page, 'omar')
  await untilAwake(page)
  const other = await context.newPage()
  await page.clock.fastForward('27:30')
  await expect(page.getByRole('button', { name: 'Ingelogd blijven' })).toBeVisible()
  await open(other, '/nl/stories')
  await expect(page.getByRole('button', { name: 'Ingelogd blijven' })).toBeHidden()
})

test('who is not signed in hears nothing of an end', async ({ page }) => {
  await page.clock.install()
  await open(page, '/nl')
  await page.clock.fastForward('45:00')
  await expect(page.getByRole('alert')).toHaveCount(0)
})
