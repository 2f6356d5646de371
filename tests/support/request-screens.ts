import type { Page } from '@playwright/test'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { open } from './browser.ts'
import { OFFERS } from './demo-offers.ts'
import type { Screen, ScreenLanguage } from './screens.ts'
import { takeSession } from './sign-in.ts'

const TEAM = {
  nl: '/nl/catalogue/met-je-hele-team-naar-werkafspraken-die-blijven',
  en: '/en/catalogue/working-agreements-your-whole-team-can-keep',
} as const

/** Sends the form of an offer as somebody: a question, or a request for contact. */
async function askAs(page: Page, who: DemoHandle, offer: string): Promise<void> {
  await takeSession(page, who)
  await open(page, `${offer}/ask`)
  const words = page.locator('textarea')
  if ((await words.count()) > 0) await words.fill('Kan dit ook online?')
  await page.locator('main form button[name="intent"]').click()
  await page.getByRole('status').waitFor()
}

/** What somebody asked, as an owner of the offer and as the career centre have it open. */
export const REQUEST_SCREENS: ReadonlyArray<Screen> = [
  {
    name: 'a question to the owners of an offer',
    path: (language: ScreenLanguage) => TEAM[language],
    prepare: async (page, language) => {
      await askAs(page, 'tom', TEAM[language])
      await takeSession(page, 'pieter')
      await open(page, `/${language}/hr/requests`)
      await page.locator('main h3 a').first().click()
      await page.locator('textarea').waitFor()
    },
  },
  {
    name: 'a request for contact, open',
    path: (language: ScreenLanguage) => OFFERS.coaching[language],
    prepare: async (page, language) => {
      await askAs(page, 'nora', OFFERS.coaching[language])
      await takeSession(page, 'jan')
      await open(page, `/${language}/advice/requests`)
      await page.locator('main li a').first().click()
      await page.locator('main form button').click()
      await page.getByRole('radio').first().waitFor()
    },
  },
]
