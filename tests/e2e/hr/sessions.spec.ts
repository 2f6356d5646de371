import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '#tests/support/browser.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'
import { withPortal } from '#tests/support/portal.ts'
import { takeSession } from '#tests/support/sign-in.ts'
import { ACCESS } from '../attacker/access-table.ts'

const CANARY = 'https://meet.example/kanarie-7391'
const NOBODY = { own: 'x', other: 'x', random: 'x', deleted: 'x', older: 'x' }

test('a session with two days and a question is added without script, the doubled hour is asked; its online link is in no public answer', async ({
  browser,
}) => {
  test.setTimeout(60_000)
  const folder = test.info().outputPath('data')
  await withPortal({ DATA_DIR: folder }, async (origin) => {
    const db = new Database(path.join(folder, 'koers.sqlite'))
    const slug = OFFERS.training.nl.split('/').at(-1)
    const id = db.prepare('SELECT id FROM offers WHERE slug_nl = ?').pluck().get(slug)
    const plain = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await plain.newPage()
    await takeSession(page, 'fatima')
    await page.goto(`/nl/hr/offers/${id}/sessions`)
    await page.getByRole('button', { name: 'Sessie toevoegen' }).click()
    await page.getByRole('button', { name: 'Dag toevoegen' }).click()
    const days = [
      ['31', '10', '2027', '02:30', '04:00'],
      ['1', '11', '2027', '9.00', '24:00'],
    ]
    for (const [place, boxes] of days.entries())
      for (const [box, text] of boxes.entries())
        await page.locator(`[name="days[${place}].${['day', 'month', 'year', 'from', 'until'][box]}"]`).fill(text)
    await page.getByRole('button', { name: 'Vraag toevoegen' }).click()
    await page.getByLabel('Vraag, Nederlands').fill('Eet je mee?')
    await page.getByLabel('Link om online mee te doen').fill(CANARY)
    const save = page.getByRole('button', { name: 'Sessie bewaren' }).last()
    await save.click()
    await expect(page.getByRole('alert')).toContainText('twee keer')
    await expect(page.locator('[name="days[0].from"]')).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('De tweede keer (wintertijd)').check()
    await save.click()
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(page.getByRole('group', { name: 'Eet je mee?' })).toBeVisible()
    await page.goto(`/nl/hr/offers/${id}/check`)
    await page.locator('button[name=intent][value=publish]').first().click()
    await page.goto(OFFERS.training.nl)
    await expect(page.getByText('zo 31 oktober 2027')).toBeVisible()
    await expect(page.getByText('09:00 – 24:00')).toBeVisible()

    // Everybody's link, also of what is over or cancelled, must stay out of whatever anybody can read.
    db.prepare('UPDATE sessions SET online_link = ?').run(CANARY)
    const one = db.prepare('SELECT id FROM sessions WHERE offer_id = ? ORDER BY starts_at DESC').pluck().get(id)
    db.close()
    await page.goto(`/nl/hr/offers/${id}/sessions/${one}`)
    await expect(page.getByLabel('Link om online mee te doen')).toHaveValue(CANARY)
    const open = Object.values(ACCESS).filter(({ read }) => read === 'open')
    const addresses = (['nl', 'en'] as const).flatMap((language) => [
      ...open.flatMap((row) => row.paths(language, NOBODY).map(([address]) => address)),
      ...Object.values(OFFERS).map((of) => of[language]),
      `${OFFERS.training[language]}?_data=routes%2Fcatalogue%2Foffer`,
      `/${language}/calendar.ics`,
      `/${language}/calendar/session/${one}.ics`,
    ])
    const tells: string[] = []
    for (const address of new Set(addresses)) {
      const answer = await (await fetch(`${origin}${address}`)).text()
      expect(answer.length, address).toBeGreaterThan(0)
      if (answer.includes('kanarie')) tells.push(address)
    }
    expect(new Set(addresses).size).toBeGreaterThan(30)
    expect(tells).toEqual([])
    await plain.close()
  })
})
