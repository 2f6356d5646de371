import type { Page } from '@playwright/test'
import { untilAwake } from './browser.ts'
import type { Screen, ScreenLanguage } from './screens.ts'

/** The offer of Science whose session is below its minimum, as the list of what waits names it. */
const WAITING = { nl: /gaat het door\?$/, en: /does it go on\?$/ } as const

async function toDecision(page: Page, language: ScreenLanguage): Promise<void> {
  await page.getByRole('link', { name: WAITING[language] }).first().click()
  await page.locator('[name="decision"]').first().waitFor()
  await untilAwake(page)
}

async function toSessions(page: Page, language: ScreenLanguage): Promise<void> {
  await toDecision(page, language)
  await page.locator('.crumbs a').last().click()
  await page.getByRole('table').waitFor()
  await untilAwake(page)
}

const asked = (language: ScreenLanguage) => `/${language}/my/asked`

/** Sessions as their publisher has them open. */
export const SESSION_SCREENS: ReadonlyArray<Screen> = [
  { name: 'the decision about a session', as: 'pieter', path: asked, prepare: toDecision },
  { name: 'the sessions of an offer', as: 'pieter', path: asked, prepare: toSessions },
  {
    name: 'a session in the editor',
    as: 'pieter',
    path: asked,
    prepare: async (page, language) => {
      await toSessions(page, language)
      await page.locator('table a').first().click()
      await page.locator('[name="days[0].from"]').waitFor()
      await untilAwake(page)
    },
  },
]
