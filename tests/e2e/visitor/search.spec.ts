import type { Page } from '@playwright/test'
import { expect, open, test } from '#tests/support/browser.ts'

const WORDS = {
  nl: {
    region: 'Aanbod',
    mended: 'Niets gevonden voor ‘leidershcap’. Dit zijn de resultaten voor ‘leiderschap’.',
    anyway: 'Zoek toch op ‘leidershcap’',
    again: 'Zoek ook op woorden die erop lijken',
    count: /^\d+ resultaten voor ‘leiderschap’$/,
    none: '0 resultaten voor ‘leidershcap’',
    near: 'Bijna wat je zoekt',
    close: 'leiderschap',
  },
  en: {
    region: 'Catalogue',
    mended: 'Nothing found for ‘leidershcap’. These are the results for ‘leiderschap’.',
    anyway: 'Search for ‘leidershcap’ anyway',
    again: 'Also search for words that look like it',
    count: /^\d+ results for ‘leiderschap’$/,
    none: '0 results for ‘leidershcap’',
    near: 'Almost what you are looking for',
    close: 'leiderschap',
  },
} as const
const LANGUAGES = ['nl', 'en'] as const

function titles(page: Page): Promise<string[]> {
  return page.locator('.results > .offers').getByRole('heading').allInnerTexts()
}

for (const language of LANGUAGES) {
  const words = WORDS[language]

  test(`a typing error is mended, said, and taken back with one click (${language})`, { tag: '@both' }, async ({
    page,
  }) => {
    await open(page, `/${language}/catalogue?q=leidershcap`)
    const status = page.getByRole('region', { name: words.region }).getByRole('status')
    await expect(status).toHaveText(words.count)
    await expect(page.getByText(words.mended)).toBeVisible()
    // What was typed stays in the field.
    await expect(page.getByRole('searchbox')).toHaveValue('leidershcap')
    await page.getByRole('link', { name: words.anyway }).click()
    await expect(status).toHaveText(words.none)
    await expect(page).toHaveURL(/exact=leidershcap/)
    await page.getByRole('link', { name: words.close, exact: true }).click()
    await expect(status).toHaveText(words.count)
    await page.goBack()
    await page.getByRole('link', { name: words.again }).click()
    await expect(page.getByText(words.mended)).toBeVisible()
  })

  test(`what misses one word stands below a short result, apart (${language})`, async ({ page }) => {
    await open(page, `/${language}/catalogue?q=coaching+postdoc+schrijven`)
    const near = page.getByRole('region', { name: words.near })
    await expect(near.getByRole('heading', { level: 2, name: words.near })).toBeVisible()
    const below = await near.getByRole('heading', { level: 3 }).allInnerTexts()
    const above = await titles(page)
    expect(above.length).toBeGreaterThan(0)
    expect(below.length).toBeGreaterThan(0)
    expect(below.filter((title) => above.includes(title))).toEqual([])
    await expect(page.getByRole('region', { name: words.region }).getByRole('status')).toHaveText(
      new RegExp(`^${above.length} `),
    )
  })
}

test('“exactly as typed” ends with other words, and stays with a filter', async ({ page }) => {
  await open(page, '/nl/catalogue?q=leidershcap&exact=leidershcap')
  await page.getByLabel('Sorteren op').selectOption('Nieuwste')
  await expect(page).toHaveURL(/exact=leidershcap/)
  await expect(page.getByText('precies zoals je het typte')).toBeVisible()
  const field = page.getByRole('searchbox')
  await field.fill('leiderschp')
  await expect(page.getByText('Dit zijn de resultaten voor ‘leiderschap’')).toBeVisible()
  await expect(page.getByText('precies zoals je het typte')).toBeHidden()
})

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false })

  test('a mended query says so and is taken back', { tag: '@both' }, async ({ page }) => {
    await page.goto('/nl')
    await page.getByRole('searchbox').fill('leidershcap')
    await page.getByRole('button', { name: 'Zoeken' }).click()
    await expect(page.getByText(WORDS.nl.mended)).toBeVisible()
    await page.getByRole('link', { name: WORDS.nl.anyway }).click()
    await expect(page.getByText('Niets gevonden', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: WORDS.nl.close, exact: true }).click()
    await expect(page.getByText(/^\d+ resultaten voor ‘leiderschap’$/)).toBeVisible()
  })
})

const FINDS: ReadonlyArray<[typed: string, title: RegExp, why: string]> = [
  ['timemanagementcursus', /timemanagement/i, 'a compound that no offer has'],
  ['loopbaan advies', /loopbaanadvies/i, 'a compound typed apart'],
  ['data stewrd', /data steward/i, 'a typing error beside another word'],
  ['presentaties', /present/i, 'another form'],
  ['grant', /subsidie|beurs|aanvra/i, 'the other language'],
]
for (const [typed, title, why] of FINDS) {
  test(`“${typed}” finds what is meant: ${why}`, async ({ page }) => {
    await open(page, `/nl/catalogue?q=${encodeURIComponent(typed)}`)
    expect((await titles(page)).slice(0, 3).join(' | ')).toMatch(title)
    await expect(page.locator('mark').first()).toBeVisible()
  })
}

test('suggestions understand a typing error while it is typed', async ({ page }) => {
  await open(page, '/nl')
  await page.getByRole('combobox').pressSequentially('leidershca', { delay: 20 })
  await expect(page.getByRole('option').first()).toContainText(/leid/i)
})

test('going back brings back the words in the field that still has the focus, and undoes a filter', async ({
  page,
}) => {
  await open(page, '/nl/catalogue?q=excel')
  const field = page.getByRole('searchbox')
  await field.click()
  await field.press('ControlOrMeta+a')
  await page.keyboard.type('coac', { delay: 120 })
  await expect(page).toHaveURL(/q=coac(&|$)/)
  await page.keyboard.type('hing')
  await field.press('Enter')
  await expect(page).toHaveURL(/q=coaching/)
  await page
    .getByRole('complementary', { name: 'Filters' })
    .getByRole('checkbox', { name: /^Vacatures/ })
    .check()
  await expect(page).toHaveURL(/kind=vacancy/)
  await page.goBack()
  await expect(page).not.toHaveURL(/kind=vacancy/)
  await expect(page.getByRole('checkbox', { name: /^Vacatures/ })).not.toBeChecked()
  await field.focus()
  await page.goBack()
  await expect(page).toHaveURL(/q=excel/)
  await expect(field).toHaveValue('excel')
})

test('a sentence finds what it is about', async ({ page }) => {
  await open(page, '/nl/catalogue?q=ik+wil+beter+leren+presenteren')
  expect((await titles(page)).join(' | ')).toMatch(/presenteren/i)
  await open(page, '/en/catalogue?q=how+do+I+become+a+better+supervisor')
  expect((await titles(page)).slice(0, 5).join(' | ')).toMatch(/supervis/i)
})

test('an empty result has no filters that filter nothing', { tag: '@both' }, async ({ page }) => {
  await open(page, '/nl/catalogue?q=zwermtaxi')
  await expect(page.getByText('Niets gevonden', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Filters' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Filters' })).toHaveCount(0)
})
