import type { Page } from '@playwright/test'
import { untilAwake } from './browser.ts'
import type { Screen, ScreenLanguage } from './screens.ts'

/** An offer of the demo with a change that waits, as the list finds it. */
const list = (language: ScreenLanguage) => `/${language}/hr/offers?q=omwegen`

/** A part of the editor of that offer: its id is random. */
function part(name: string) {
  return async (page: Page) => {
    const href = await page.locator('table a').first().getAttribute('href')
    await page.goto(`${href}${name}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await untilAwake(page)
  }
}

/** The editor of an offer, as a publisher has it open. */
export const EDITOR_SCREENS: ReadonlyArray<Screen> = [
  { name: 'the text of an offer in the editor', as: 'fatima', path: list, prepare: part('') },
  { name: 'the facts of an offer in the editor', as: 'fatima', path: list, prepare: part('/facts') },
  { name: 'an offer before it is published', as: 'fatima', path: list, prepare: part('/check') },
  { name: 'a copy of an offer as a new run', as: 'fatima', path: list, prepare: part('/copy?weeks=21') },
  { name: 'an offer that is to be looked at', as: 'fatima', path: list, prepare: part('/review') },
]
