import type { Page } from '@playwright/test'
import { expect, open, test } from '#tests/support/browser.ts'

function found(page: Page) {
  return page.getByRole('region', { name: 'Aanbod' }).getByRole('status')
}

function titles(page: Page): Promise<string[]> {
  return page.getByRole('region', { name: 'Aanbod' }).getByRole('heading', { level: 2 }).allInnerTexts()
}

test('a filter narrows the list to the number beside it and stands in the address', async ({ page }) => {
  await open(page, '/nl/catalogue')
  await expect(found(page)).toHaveText('133 resultaten')
  const filters = page.getByRole('complementary', { name: 'Filters' })
  await filters.getByRole('checkbox', { name: 'Mentoring 10' }).check()
  await expect(found(page)).toHaveText('10 resultaten')
  await expect(page).toHaveURL(/[?&]kind=mentoring/)
  // Within one filter it is "or", so the other kinds keep their numbers.
  await filters.getByRole('checkbox', { name: 'Coaching 12' }).first().check()
  await expect(found(page)).toHaveText('22 resultaten')
  // Between filters it is "and", and the number beside the second filter is what remains.
  const label = await filters.getByRole('group', { name: 'Taal' }).getByText('Engels').innerText()
  const left = /\d+/.exec(label)?.[0]
  await filters.getByRole('group', { name: 'Taal' }).getByRole('checkbox', { name: 'Engels' }).check()
  await expect(found(page)).toHaveText(`${left} resultaten`)
})

test('a chosen filter is a chip, and the chip takes it away again', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=mentoring&language=en')
  const chips = page.getByRole('list', { name: 'Gekozen filters' })
  await expect(chips.getByRole('listitem')).toHaveCount(2)
  await chips.getByRole('link', { name: 'Filter weghalen: Taal, Engels' }).click()
  await expect(chips.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('group', { name: 'Taal' }).getByRole('checkbox', { name: 'Engels' })).not.toBeChecked()
  await expect(found(page)).toHaveText('10 resultaten')
  await page.getByRole('link', { name: 'Alles wissen' }).click()
  await expect(chips).toBeHidden()
  await expect(page.getByRole('checkbox', { name: 'Mentoring' })).not.toBeChecked()
  await expect(found(page)).toHaveText('133 resultaten')
})

test('results come while typing, and the focus and the words stay in the field', async ({ page }) => {
  await open(page, '/nl/catalogue')
  const field = page.getByRole('searchbox', { name: 'Zoek in het hele aanbod' })
  await field.click()
  await page.keyboard.type('leidinggeven', { delay: 30 })
  await expect(found(page)).toHaveText(/^\d+ resultaten voor ‘leidinggeven’$/)
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('leidinggeven')
  await expect(page).toHaveURL(/[?&]q=leidinggeven/)
  await expect(page).toHaveTitle('leidinggeven in het aanbod · Koers')
  await expect(page.locator('mark').first()).toHaveText(/leid/i)
  await field.press('Home')
  await page.keyboard.type('team ')
  await expect(found(page)).toHaveText(/voor ‘team leidinggeven’$/)
  await expect(field).toHaveValue('team leidinggeven')
})

test('what is chosen and typed while the script is still on its way counts', async ({ page }) => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/assets/*.js', async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto('/nl/catalogue', { waitUntil: 'commit' })
  await page.getByRole('searchbox').fill('gesprek')
  await page.getByRole('checkbox', { name: 'Mentoring' }).check()
  arrive()
  await expect(page).toHaveURL(/q=gesprek.*kind=mentoring/)
  await expect(found(page)).toHaveText(/voor ‘gesprek’$/)
  await expect(page.getByRole('searchbox')).toHaveValue('gesprek')
  await expect(page.getByRole('checkbox', { name: 'Mentoring' })).toBeChecked()
})

test('sorting by first date puts the soonest first and keeps the filter', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=event')
  await page.getByLabel('Sorteren op').selectOption('Eerste datum')
  await expect(page).toHaveURL(/sort=soonest/)
  await expect(page).toHaveURL(/kind=event/)
  await expect(found(page)).toHaveText('15 resultaten')
  const icons = await page.getByRole('region', { name: 'Aanbod' }).locator('[data-icon="calendar"]').allInnerTexts()
  // The way to the calendar has the icon too.
  const dates = icons.filter((text) => /^\d/.test(text))
  const months = ['feb', 'mrt', 'apr', 'mei', 'jun']
  const inOrder = dates.map((text) => {
    const [, day = '', month = ''] = /^(\d+) (\w+)/.exec(text) ?? []
    return months.indexOf(month) * 100 + Number(day)
  })
  expect(inOrder.length).toBeGreaterThan(10)
  expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b))
})

test('sorting by what closes first puts the vacancy that closes first on top', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=vacancy')
  await page.getByLabel('Sorteren op').selectOption('Sluit het eerst')
  await expect(page).toHaveURL(/sort=closing/)
  const [first] = await titles(page)
  await open(page, '/nl')
  await expect(
    page.getByRole('region', { name: 'Reageer op tijd' }).getByRole('heading', { level: 3 }).first(),
  ).toHaveText(first ?? '')
})

test('the next page shows other offers and the back button the first ones', async ({ page }) => {
  await open(page, '/nl/catalogue?sort=newest')
  const first = await titles(page)
  expect(first).toHaveLength(20)
  const pages = page.getByRole('navigation', { name: "Pagina's" })
  await expect(pages.getByRole('link', { name: 'Vorige' })).toBeHidden()
  await pages.getByRole('link', { name: 'Volgende' }).click()
  await expect(pages).toContainText('Pagina 2 van 7')
  await expect(page).toHaveURL('/nl/catalogue?sort=newest&page=2')
  const second = await titles(page)
  expect(second.filter((title) => first.includes(title))).toEqual([])
  expect(await page.evaluate(() => scrollY)).toBeLessThan(200)
  await page.goBack()
  await expect(pages).toContainText('Pagina 1 van 7')
  expect(await titles(page)).toEqual(first)
})

test('a filter chosen on page 2 starts again at page 1', async ({ page }) => {
  await open(page, '/nl/catalogue?page=2')
  await page.getByRole('checkbox', { name: 'Mentoring' }).check()
  await expect(found(page)).toHaveText('10 resultaten')
  await expect(page).not.toHaveURL(/page=/)
})

test('the back button from an offer restores the words, the filters and the order', async ({ page }) => {
  await open(page, '/nl/catalogue?q=team&kind=training&sort=newest')
  const link = page.getByRole('region', { name: 'Aanbod' }).getByRole('heading', { level: 2 }).getByRole('link').first()
  await link.click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Aanbod')
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('team')
  await expect(page.getByRole('checkbox', { name: 'Trainingen' })).toBeChecked()
  await expect(page.getByLabel('Sorteren op')).toHaveValue('newest')
})

test('the back button brings back a filter that a chip took away', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=mentoring')
  await page.getByRole('link', { name: 'Filter weghalen: Soort, Mentoring' }).click()
  await expect(page.getByRole('checkbox', { name: 'Mentoring' })).not.toBeChecked()
  await page.goBack()
  await expect(page.getByRole('checkbox', { name: 'Mentoring' })).toBeChecked()
  await expect(found(page)).toHaveText('10 resultaten')
})

test('an address can be shared: it opens with the same words, filters, order and offers', async ({ page, browser }) => {
  await open(page, '/nl/catalogue')
  await page.getByRole('searchbox').fill('gesprek')
  await expect(found(page)).toHaveText(/voor ‘gesprek’$/)
  await page.getByRole('checkbox', { name: 'Trainingen' }).check()
  await expect(page).toHaveURL(/kind=training/)
  await page.getByLabel('Sorteren op').selectOption('Eerste datum')
  await expect(page).toHaveURL(/sort=soonest/)
  const mine = await titles(page)
  const theirs = await (await browser.newContext()).newPage()
  await theirs.goto(page.url())
  expect(await titles(theirs)).toEqual(mine)
  await expect(theirs.getByRole('searchbox')).toHaveValue('gesprek')
  await expect(theirs.getByRole('checkbox', { name: 'Trainingen' })).toBeChecked()
  await expect(theirs.getByLabel('Sorteren op')).toHaveValue('soonest')
  await theirs.context().close()
})

test('an address with filters that do not exist says so and shows the rest', async ({ page }) => {
  expect(await open(page, '/nl/catalogue?kind=mentoring&kind=yoga')).toBe(200)
  await expect(page.getByText('Een filter in dit adres kennen we niet. We hebben het weggelaten.')).toBeVisible()
  await expect(found(page)).toHaveText('10 resultaten')
  await open(page, '/nl/catalogue?theme=astrology&unit=hogwarts')
  await expect(page.getByText('2 filters in dit adres kennen we niet. We hebben ze weggelaten.')).toBeVisible()
})

test('a page beyond the last shows the last one and says so', async ({ page }) => {
  expect(await open(page, '/nl/catalogue?page=99')).toBe(200)
  await expect(page.getByText("Deze pagina bestaat niet: er zijn 7 pagina's. Je ziet de laatste.")).toBeVisible()
  await expect(page.getByRole('navigation', { name: "Pagina's" })).toContainText('Pagina 7 van 7')
  expect((await titles(page)).length).toBe(133 - 6 * 20)
})

test('an empty result names the filter to leave out, and leaving it out works', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=vacancy&theme=wellbeing&cost=career-budget')
  await expect(found(page)).toHaveText('0 resultaten')
  await expect(page.getByRole('heading', { name: 'Niets gevonden' })).toBeVisible()
  const without = page.getByRole('link', { name: /^Zonder ‘Vacatures’: \d+ resulta/ })
  const count = /: (\d+)/.exec(await without.innerText())?.[1]
  await without.click()
  await expect(found(page)).toHaveText(new RegExp(`^${count} resulta`))
  await expect(page.getByRole('checkbox', { name: 'Vacatures' })).toBeHidden()
})

test('an empty result by words gives tips, the whole catalogue and the wish form with the words', async ({ page }) => {
  await open(page, '/nl/catalogue?q=zzqqxxyy')
  await expect(page.getByText('Geen aanbod past bij deze woorden.')).toBeVisible()
  await page.getByRole('link', { name: 'Vertel ons wat je mist' }).click()
  await expect(page.getByText('Je zocht op zzqqxxyy')).toBeVisible()
})

test('words that no offer has together give what comes close and say so', async ({ page }) => {
  await open(page, '/nl/catalogue?q=mentoring+zzqqxxyy')
  await expect(page.getByText('Geen aanbod heeft al je woorden. Dit komt in de buurt.')).toBeVisible()
  await expect(found(page)).not.toHaveText(/^0 /)
})

test('a long list of filter values opens in full and closes again', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=training')
  const themes = page.getByRole('group', { name: 'Thema' })
  await expect(themes.getByRole('checkbox')).toHaveCount(8)
  await themes.getByRole('link', { name: /^Nog \d+ tonen$/ }).click()
  await expect(themes.getByRole('link', { name: 'Minder tonen' })).toBeVisible()
  expect(await themes.getByRole('checkbox').count()).toBeGreaterThan(9)
  await expect(page.getByRole('checkbox', { name: 'Trainingen' })).toBeChecked()
  await themes.getByRole('link', { name: 'Minder tonen' }).click()
  await expect(themes.getByRole('checkbox')).toHaveCount(8)
})

test('mark-up in a search is shown as text and runs nothing', async ({ page }) => {
  await open(page, `/nl/catalogue?q=${encodeURIComponent('<img src=x onerror=alert(1)>"\'')}`)
  await expect(found(page)).toContainText('<img src=x onerror=alert(1)>')
  await expect(page.locator('img')).toHaveCount(0)
})
