import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { axeFindings } from '#tests/support/axe.ts'
import { test as base, expect } from '#tests/support/browser.ts'
import { DEMO, Portal } from '#tests/support/portal.ts'
import { takeSession } from '#tests/support/sign-in.ts'

const TEXTS = {
  nl: {
    title: 'Inlogpogingen die wachten',
    people: 'Er wacht 1 inlogpoging',
    same: 'Dit is dezelfde persoon: Jan Hoekstra',
    yes: 'Ja, dit is dezelfde persoon',
    other: 'Dit is iemand anders dan Jan Hoekstra',
    no: 'Nee, dit is iemand anders',
    noted: 'Vastgelegd.',
    confirmed: 'Bevestigd.',
    none: 'Er wacht niemand.',
  },
  en: {
    title: 'Sign-ins that wait',
    people: '1 sign-in waits for an answer',
    same: 'This is the same person: Jan Hoekstra',
    yes: 'Yes, this is the same person',
    other: 'This is somebody else than Jan Hoekstra',
    no: 'No, this is somebody else',
    noted: 'Noted.',
    confirmed: 'Confirmed.',
    none: 'Nobody waits.',
  },
} as const

/** A portal of its own, and its file: a sign-in service stands beside no demo, so what waits is written by the test. */
const test = base.extend<object, { portal: { origin: string; file: string } }>({
  portal: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'koers-held-'))
      const portal = new Portal({ HOST: '127.0.0.1', ...DEMO, DATA_DIR: folder })
      const { origin } = await portal.ready()
      await use({ origin, file: path.join(folder, 'koers.sqlite') })
      await portal.stop()
      rmSync(folder, { recursive: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ portal }, use) => use(portal.origin),
})

function inFile<T>(file: string, work: (db: Database.Database) => T): T {
  const db = new Database(file, { timeout: 5_000 })
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** Somebody comes with the number of Jan, who is a career advisor; answers the subject of their account. */
function wait(file: string): string {
  const subject = `held-${Math.random()}`
  inFile(file, (db) =>
    db
      .prepare(
        `INSERT INTO held_sign_ins (issuer, subject, person_id, name, email, home_organisation, staff_number, first_at, last_at)
         SELECT 'https://login.example', @subject, id, 'J. Vreemd', 'j.vreemd@elders.example', 'hogeschool.example', '1000123', @at, @at
         FROM people WHERE handle = 'jan'`,
      )
      .run({ subject, at: Date.parse(DEMO.KOERS_CLOCK) }),
  )
  return subject
}

function ownerOf(file: string, subject: string): unknown {
  const owner = 'SELECT handle FROM people JOIN identities ON person_id = people.id WHERE subject = ?'
  return inFile(file, (db) => db.prepare(owner).pluck().get(subject))
}

async function decide(page: Page, { summary, send }: { summary: string; send: string }): Promise<void> {
  await page.getByLabel(summary, { exact: true }).click()
  await page.getByRole('button', { name: send }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled })

    for (const language of ['nl', 'en'] as const)
      test(`a sign-in that waits is shown with both sides, and decided, in ${language}`, { tag: '@both' }, async ({
        page,
        portal: { file },
      }) => {
        const t = TEXTS[language]
        const subject = wait(file)
        await takeSession(page, 'ada')
        await page.goto(`/${language}/desk/people`)
        await expect(page.getByText(t.people)).toBeVisible()
        await page.getByRole('link', { name: t.title }).click()
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.title)
        const sides = page.getByRole('table')
        for (const text of ['Jan Hoekstra', 'J. Vreemd', 'hogeschool.example', '1000123'])
          await expect(sides).toContainText(text)
        expect(page.url()).not.toMatch(/vreemd|hoekstra|1000123/i)

        await decide(page, { summary: t.other, send: t.no })
        await expect(page.getByRole('status')).toContainText(t.noted)
        await expect(page.getByRole('button', { name: t.no })).toHaveCount(0)
        if (javaScriptEnabled) {
          await page.getByLabel(t.same, { exact: true }).click()
          expect(await axeFindings(page)).toEqual([])
          await page.getByLabel(t.same, { exact: true }).click()
        }
        expect(ownerOf(file, subject)).toBeUndefined()

        await decide(page, { summary: t.same, send: t.yes })
        await expect(page.getByRole('status')).toContainText(t.confirmed)
        await expect(page.getByText(t.none)).toBeVisible()
        expect(ownerOf(file, subject)).toBe('jan')
      })
  })
}
