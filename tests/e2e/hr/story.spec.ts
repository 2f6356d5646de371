import type { Page } from '@playwright/test'
import { expect, open } from '#tests/support/browser.ts'
import { test } from '#tests/support/own-portal.ts'
import { takeSession } from '#tests/support/sign-in.ts'

type Words = Readonly<
  Record<
    | 'kind'
    | 'begin'
    | 'kept'
    | 'englishMissing'
    | 'toText'
    | 'preview'
    | 'previewBar'
    | 'check'
    | 'publish'
    | 'published'
    | 'addSession'
    | 'keepSession'
    | 'summary'
    | 'body'
    | 'copy'
    | 'closed'
    | 'move'
    | 'moves'
    | 'make'
    | 'putBack'
    | 'save',
    string
  >
>
const WORDS: Readonly<Record<'nl' | 'en', Words>> = {
  nl: {
    kind: 'Evenement',
    begin: 'Beginnen',
    kept: 'Bewaard om',
    englishMissing: 'De Engelse tekst ontbreekt.',
    toText: 'Naar de tekst',
    preview: 'Bekijk als bezoeker',
    previewBar: 'Zo ziet een bezoeker het.',
    check: 'Nakijken en publiceren',
    publish: 'Publiceren',
    published: 'Gepubliceerd.',
    addSession: 'Sessie toevoegen',
    keepSession: 'Sessie bewaren',
    summary: 'Samenvatting',
    body: 'Tekst',
    copy: 'Kopiëren als nieuwe uitvoering',
    closed: 'Dan is de universiteit dicht: Bevrijdingsdag.',
    move: 'Verplaats naar de eerste dag die open en vrij is',
    moves: 'Verplaatsen',
    make: 'Concept maken van deze uitvoering',
    putBack: 'Tekst terugzetten',
    save: 'Bewaren',
  },
  en: {
    kind: 'Event',
    begin: 'Begin',
    kept: 'Saved at',
    englishMissing: 'The English text is missing.',
    toText: 'To the text',
    preview: 'View as a visitor',
    previewBar: 'This is how a visitor sees it.',
    check: 'Check and publish',
    publish: 'Publish',
    published: 'Published.',
    addSession: 'Add a session',
    keepSession: 'Save the session',
    summary: 'Summary',
    body: 'Text',
    copy: 'Copy as a new run',
    closed: 'The university is closed then: Liberation Day.',
    move: 'Move it to the first day that is open and free',
    moves: 'Move',
    make: 'Make a draft of this run',
    putBack: 'Put the text back',
    save: 'Save',
  },
}
const BODY = {
  nl: 'Je memo is goed, alleen leest niemand hem. In deze ochtend kort je hem in. '.repeat(6),
  en: 'Your memo is fine, only nobody reads it. In this morning you shorten it. '.repeat(7),
}

/** Waits until the page says that it kept what was typed. */
async function kept(page: Page, words: Words): Promise<void> {
  await expect(page.locator('.editor-keeping')).toContainText(words.kept)
}

for (const language of ['nl', 'en'] as const)
  test(`Fatima writes, checks and publishes a workshop, and copies it off a closing day (${language})`, async ({
    page,
    browser,
    origin,
  }) => {
    test.setTimeout(90_000)
    const words = WORDS[language]
    const title = { nl: `Zwaluwmemo ${language}`, en: `Swallow memo ${language}` }
    await takeSession(page, 'fatima')
    await open(page, `/${language}/hr/offers/new?kind=event`)
    await expect(page.getByRole('radio', { name: words.kind, exact: true })).toBeChecked()
    await page.locator('[name=titleNl]').fill(title.nl)
    await page.getByRole('button', { name: words.begin, exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`/${language}/hr/offers/[0-9a-f-]{36}$`))
    const address = new URL(page.url()).pathname
    await page.getByLabel(words.summary).first().fill('Je kort je eigen memo in tot één kantje.')
    await page.locator('#field-body-nl').fill(BODY.nl)
    await kept(page, words)

    // What does not reach the portal before she leaves waits in her browser, and is hers to put back.
    await page.route('**/keep', (route) => route.abort())
    await page.evaluate(() => {
      navigator.sendBeacon = () => false
    })
    await page.locator('#field-summary-nl').fill('Je kort je eigen memo in tot een half kantje.')
    await open(page, `${address}/facts`)
    await page.unroute('**/keep')
    await open(page, address)
    await expect(page.locator('#field-summary-nl')).toHaveValue('Je kort je eigen memo in tot één kantje.')
    await page.getByRole('button', { name: words.putBack }).click()
    await expect(page.locator('#field-summary-nl')).toHaveValue('Je kort je eigen memo in tot een half kantje.')
    await kept(page, words)
    // A second text in the same field meets nobody, least of all its writer.
    const answer = page.waitForResponse('**/keep')
    await page.locator('#field-summary-nl').fill('Je kort je eigen memo in tot één blik.')
    expect(await (await answer).json()).toMatchObject({ met: [] })
    await open(page, address)
    await expect(page.locator('#field-summary-nl')).toHaveValue('Je kort je eigen memo in tot één blik.')
    await expect(page.getByRole('button', { name: words.putBack })).toHaveCount(0)

    await open(page, `${address}/facts`)
    // Her own unit stands there already.
    await expect(page.locator('#field-owner-unit')).toHaveValue('hr')
    await page.locator('[data-field=themes] input[value=communication]').check()
    await page.locator('.editor-foot').getByRole('button', { name: words.save }).click()
    await expect(page.locator('.note.ok')).toBeVisible()
    await open(page, `${address}/sessions`)
    await page.getByRole('button', { name: words.addSession }).click()
    for (const [box, text] of Object.entries({ day: '10', month: '3', year: '2027', from: '09:30', until: '12:30' }))
      await page.locator(`[name="days[0].${box}"]`).fill(text)
    await page.getByRole('button', { name: words.keepSession }).last().click()
    await expect(page).toHaveURL(/done=saved/)

    await open(page, `${address}/check`)
    await expect(page.getByText(words.englishMissing)).toBeVisible()
    await page
      .getByRole('listitem')
      .filter({ hasText: words.englishMissing })
      .getByRole('link', { name: words.toText })
      .click()
    await page.locator('#field-title-en').fill(title.en)
    await page.locator('#field-summary-en').fill('You shorten your own memo to one page.')
    await page.locator('#field-body-en').fill(BODY.en)
    await page.locator('.editor-foot').getByRole('button', { name: words.save }).click()
    await expect(page.locator('.note.ok')).toBeVisible()
    await page.getByRole('link', { name: words.preview }).click()
    await expect(page.getByText(words.previewBar)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: title[language] })).toBeVisible()
    await page.getByRole('link', { name: words.check }).first().click()
    await expect(page.getByText(words.englishMissing)).toHaveCount(0)
    await page.getByRole('button', { name: words.publish, exact: true }).click()
    await expect(page.getByRole('status').filter({ hasText: words.published })).toBeVisible()

    // The first time anybody asks it is there: nothing waits for a second to pass.
    const read = async (path: string) => (await page.request.get(path)).text()
    const [catalogue, found, calendar, feed] = await Promise.all([
      read(`/${language}/catalogue?sort=newest`),
      read(`/${language}/catalogue?q=${encodeURIComponent(title[language])}`),
      read(`/${language}/calendar?month=2027-03`),
      read(`/${language}/calendar.ics`),
    ])
    for (const text of [catalogue, found, calendar]) expect(text).toContain(title[language])
    expect(feed.replace(/\r\n /g, '')).toContain(title[language])

    const other = await browser.newContext({ baseURL: origin })
    const pieter = await other.newPage()
    await takeSession(pieter, 'pieter')
    for (const part of ['', '/facts', '/sessions', '/preview', '/check', '/copy', '/review', '/media'])
      expect((await pieter.request.get(`${address}${part}`)).status(), part).toBe(404)
    expect((await pieter.request.get(`/${language}/hr/offers?q=memo`)).status()).toBe(200)
    expect(await (await pieter.request.get(`/${language}/hr/offers?q=memo`)).text()).not.toContain(title[language])
    await other.close()

    await open(page, `${address}/copy?weeks=8`)
    await expect(page.getByText(words.closed)).toBeVisible()
    await page.getByLabel(words.move).check()
    await page.getByRole('button', { name: words.moves, exact: true }).click()
    await expect(page.getByText(words.closed)).toHaveCount(0)
    await page.getByRole('button', { name: words.make }).click()
    await expect(page).toHaveURL(/\/sessions$/)
    expect(page.url()).not.toContain(address)
    await expect(page.getByRole('link', { name: language === 'nl' ? '10 mei 2027' : '10 May 2027' })).toBeVisible()
  })

const LIST = `sleutel;titel_nl;titel_en;omschrijving_nl;eenheid;datum;van;tot;duur;kleur
lab-1;Kolibriedag in het lab;Hummingbird day;Een dag in het lab.;science;12-01-2028;09:00;12:00;heel lang;rood
lab-2;Kolibrieborrel;Hummingbird drinks;Napraten over het lab.;;13-01-2028;16:00;18:00;;
lab-3;Pleidooi;Plea;Van een andere faculteit.;law;12-01-2028;09:00;12:00;;
lab-4;Een dag die niet bestaat;No such day;Tekst.;science;31-02-2028;09:00;12:00;;`

test('Pieter brings in a list without script: his own lines after he saw them, the others refused with their reason', async ({
  browser,
  origin,
}) => {
  const plain = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
  const page = await plain.newPage()
  await takeSession(page, 'pieter')
  await page.goto('/nl/hr/import')
  await page.getByLabel('Wat staat erin?').selectOption('event')
  await expect(page.getByLabel('Eenheid voor regels zonder eenheid')).toHaveValue('science')
  await page
    .getByLabel('Bestand', { exact: true })
    .setInputFiles({ name: 'lijst.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) })
  await page.getByRole('button', { name: 'Bekijk wat er zou veranderen' }).click()
  await expect(page.getByText('Nieuw: 2. Gewijzigd: 0. Ongewijzigd: 0. Geweigerd: 2.')).toBeVisible()
  await expect(page.getByText('Deze kolommen gebruiken we niet: kleur.')).toBeVisible()
  await expect(page.getByText('regel 4: eenheid: dit hoort bij een eenheid')).toBeVisible()
  await expect(page.getByText('regel 5: datum: ‘31-02-2028’ is geen bestaande datum')).toBeVisible()
  await expect(page.getByText('regel 2: duur: ‘heel lang’ is geen duur')).toBeVisible()
  const href = await page.getByRole('link', { name: 'Geweigerde regels downloaden' }).getAttribute('href')
  const file = await (await page.request.get(href ?? '')).text()
  expect(file).toContain('lab-3;Pleidooi')
  expect(file).not.toContain('Kolibrie')
  const apply = page.getByRole('button', { name: '2 keer aanbod inlezen' })
  await apply.click()
  await expect(page.getByRole('alert')).toContainText('Er is niets geschreven')
  await page.getByLabel('Sla de geweigerde regels over').check()
  await apply.click()
  await expect(page.getByRole('status')).toContainText('Ingelezen: 2 keer aanbod')
  await page.goto('/nl/hr/offers?q=kolibrie')
  await expect(page.getByRole('rowheader')).toHaveCount(2)
  await plain.close()
})
