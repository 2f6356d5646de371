import { readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { axeFindings } from '#tests/support/axe.ts'
import { expect, NOT_FOUND, test } from '#tests/support/browser.ts'
import { photo } from '#tests/support/hostile-media.ts'
import { withPortal } from '#tests/support/portal.ts'
import { takeSession } from '#tests/support/sign-in.ts'

const FILM = readFileSync(path.resolve('tests/support/media/colours.webm'))
const CAPTIONS = 'WEBVTT\n\n00:00.000 --> 00:01.000\nWelkom'
const SLUG = 'na-zes-gesprekken-wist-ik-ik-wil-blijven-maar-anders'

test.use({ mayLog: NOT_FOUND })

test('a picture and a film, given without script, stand on the page once it is published; the film is sent in parts', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const folder = test.info().outputPath('data')
  await withPortal({ DATA_DIR: folder }, async (origin) => {
    const db = new Database(path.join(folder, 'koers.sqlite'), { readonly: true })
    const id = db.prepare('SELECT id FROM offers WHERE slug_nl = ?').pluck().get(SLUG)
    db.close()
    const plain = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await plain.newPage()
    await takeSession(page, 'fatima')
    await page.goto(`/nl/hr/offers/${id}/media`)
    await page
      .getByLabel('Kies een foto')
      .setInputFiles({ name: '../p.svg', mimeType: 'text/html', buffer: await photo() })
    await page.getByLabel('Wat staat erop? (Nederlands)').fill('Een collega aan een tafel')
    await page.getByLabel('Wat staat erop? (Engels)').fill('A colleague at a table')
    await page
      .getByLabel('Of kies een eigen film')
      .setInputFiles({ name: 'f.mp4', mimeType: 'video/mp4', buffer: FILM })
    for (const language of ['Nederlands', 'Engels']) {
      const captions = { name: 'c.vtt', mimeType: 'text/vtt', buffer: Buffer.from(CAPTIONS) }
      await page.getByLabel(`Ondertiteling in het ${language}`).setInputFiles(captions)
      await page.getByLabel(`Wat er gezegd wordt, in het ${language}`).fill('Welkom.')
    }
    await page.getByRole('button', { name: 'Bewaar foto en film' }).last().click()
    await expect(page.getByRole('status')).toContainText('Bewaard in het concept')

    // To anybody else the film of a draft does not exist.
    const film = await page.locator('video').getAttribute('src')
    expect((await fetch(`${origin}${film}`)).status).toBe(404)
    await page.goto(`/nl/hr/offers/${id}/preview`)
    await expect(page.getByRole('img', { name: 'Een collega aan een tafel' })).toBeVisible()
    await page.goto(`/nl/hr/offers/${id}/check`)
    await page.locator('button[name=intent][value=publish]').first().click()
    await plain.close()

    const visitor = await browser.newPage({ baseURL: origin })
    await visitor.goto(`/nl/catalogue/${SLUG}`)
    const picture = visitor.getByRole('img', { name: 'Een collega aan een tafel' })
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0)
    const part = await visitor.request.get(`${film}`, { headers: { Range: 'bytes=100-299' } })
    expect([part.status(), (await part.body()).length, part.headers()['content-type']]).toEqual([
      206,
      200,
      'video/webm',
    ])
    const video = visitor.locator('video')
    await video.evaluate((one: HTMLVideoElement) => {
      one.muted = true
      return one.play()
    })
    await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime)).toBeGreaterThan(0.3)
    expect(await video.evaluate((one: HTMLVideoElement) => one.textTracks.length)).toBe(2)
    expect(await axeFindings(visitor)).toEqual([])
    await takeSession(visitor, 'fatima')
    await visitor.goto(`/en/hr/offers/${id}/media`)
    expect(await axeFindings(visitor)).toEqual([])
    await visitor.close()
  })
})
