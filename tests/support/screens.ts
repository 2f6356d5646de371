import type { Page } from '@playwright/test'
import type { DemoHandle } from '#app/features/people/demo-people.ts'
import { arrivalScreens } from './arrival-screens.ts'
import { NOT_FOUND, open, untilAwake } from './browser.ts'
import { OFFER_KINDS, OFFERS } from './demo-offers.ts'
import { DESK_SCREENS } from './desk-screens.ts'
import { EDITOR_SCREENS } from './editor-screens.ts'
import { REQUEST_SCREENS } from './request-screens.ts'
import { SESSION_SCREENS } from './session-screens.ts'
import { openAs, takeSession } from './sign-in.ts'

export type ScreenLanguage = 'nl' | 'en'

/** A screen of the portal in a state worth looking at: its address, and what is done there first. */
export type Screen = {
  name: string
  path: (language: ScreenLanguage) => string
  /** The person of the demo who looks at it; without one nobody is signed in. */
  as?: DemoHandle
  prepare?: (page: Page, language: ScreenLanguage) => Promise<void>
  mayLog?: RegExp
  /** Stops at the button that comes before a page whose reading is told. */
  asksFirst?: true
  /** Is there on a phone only: menu and sheet. */
  phoneOnly?: boolean
  /** As tall as this on a phone, so that nothing in it is half scrolled away: axe takes that for covered. */
  height?: number
}

const at = (rest: string) => (language: ScreenLanguage) => `/${language}${rest}`

const SAVE = { nl: 'Bewaren voor later', en: 'Save for later' } as const
const SEND = { nl: 'Doorgeven wat ik mis', en: 'Tell what I miss' } as const
const MENU = { nl: 'Menu', en: 'Menu' } as const
const FILTERS = { nl: 'Filters', en: 'Filters' } as const
const ADVICE = { nl: 'Loopbaanadvies', en: 'Career advice' } as const

const KEEP = { nl: 'Bewaren', en: 'Save' } as const

async function saveTwo(page: Page, language: ScreenLanguage): Promise<void> {
  for (const kind of ['event', 'vacancy'] as const) {
    await open(page, OFFERS[kind][language])
    await page.getByRole('button', { name: SAVE[language] }).click()
  }
  await open(page, `/${language}/saved`)
  await page.getByRole('heading', { level: 2 }).first().waitFor()
}

async function sendWish(page: Page, language: ScreenLanguage, text: string, answer: 'alert' | 'status'): Promise<void> {
  await page.getByRole('textbox').fill(text)
  await page.getByRole('button', { name: SEND[language] }).click()
  await page.getByRole(answer).waitFor()
}

/** Screens in a state that looks different, or that somebody has to be brought into. */
const LISTED: ReadonlyArray<Screen> = [
  { name: 'home', path: at('') },
  {
    name: 'home with suggestions',
    path: at(''),
    prepare: async (page) => {
      await page.getByRole('combobox').fill('team')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('ArrowDown')
    },
  },
  { name: 'catalogue', path: at('/catalogue') },
  {
    name: 'catalogue with words and filters',
    path: at('/catalogue?q=team&kind=training&kind=coaching&cost=free&sort=newest'),
  },
  { name: 'catalogue, page 2', path: at('/catalogue?page=2') },
  { name: 'catalogue with an unknown filter', path: at('/catalogue?kind=yoga&page=99') },
  { name: 'catalogue, nothing found', path: at('/catalogue?kind=vacancy&theme=wellbeing&cost=career-budget') },
  { name: 'catalogue, a typing error mended', path: at('/catalogue?q=leidershcap') },
  {
    name: 'catalogue, searched as it was typed, with close words',
    path: at('/catalogue?q=leidershcap&exact=leidershcap'),
  },
  { name: 'catalogue, with what is almost looked for', path: at('/catalogue?q=coaching+postdoc+schrijven') },
  ...OFFER_KINDS.map((kind): Screen => ({ name: `an offer: ${kind}`, path: (language) => OFFERS[kind][language] })),
  {
    name: 'an offer with a cancelled date',
    path: (language) =>
      language === 'nl'
        ? '/nl/catalogue/samenwerken-in-een-internationaal-team'
        : '/en/catalogue/samenwerken-in-een-internationaal-team',
  },
  {
    name: 'an offer past its review date, without dates',
    path: (language) => `/${language}/catalogue/je-linkedin-profiel-bijwerken`,
  },
  { name: 'calendar, a week', path: at('/calendar?week=2026-W50&kind=training') },
  { name: 'calendar, all filters', path: at('/calendar?month=2026-12&filters=open&jump=soon') },
  { name: 'stories', path: at('/stories') },
  { name: 'a guide', path: at('/guides/how-career-advice-works') },
  { name: 'a page about the portal', path: at('/guides/privacy') },
  { name: 'saved, empty', path: at('/saved') },
  { name: 'saved, filled', path: at('/saved'), prepare: saveTwo },
  { name: 'wish', path: at('/wish?q=imkerij') },
  {
    name: 'wish, refused',
    path: at('/wish'),
    prepare: (page, language) => sendWish(page, language, ' ', 'alert'),
    mayLog: /status of 400/,
  },
  {
    name: 'wish, thanked',
    path: at('/wish'),
    prepare: (page, language) => sendWish(page, language, 'A beehive on the roof.', 'status'),
  },
  { name: 'access needs, empty', as: 'jan', path: at('/my/access-needs') },
  { name: 'access needs, filled', as: 'sanne', path: at('/my/access-needs') },
  {
    name: 'access needs, refused',
    as: 'jan',
    path: at('/my/access-needs'),
    prepare: async (page, language) => {
      await page.getByRole('textbox').fill(' ')
      await page.getByRole('button', { name: KEEP[language] }).click()
      await page.getByRole('alert').waitFor()
    },
    mayLog: /status of 400/,
  },
  { name: 'the button before the audit log', as: 'ada', path: at('/desk/audit'), asksFirst: true },
  { name: 'the button before the access needs', as: 'jan', path: at('/my/access-needs'), asksFirst: true },
  { name: 'the audit log', as: 'ada', path: at('/desk/audit') },
  { name: 'the audit log, filtered', as: 'ada', path: at('/desk/audit?action=role.grant&result=done') },
  { name: 'the audit log, a wrong date', as: 'ada', path: at('/desk/audit?from=2027-02-30&until=2027-02-01') },
  {
    name: 'the audit log, nothing found',
    as: 'ada',
    path: at('/desk/audit?action=role.grant&result=refused'),
  },
  ...DESK_SCREENS,
  { name: 'a missing page', path: at('/nothing-here'), mayLog: NOT_FOUND },
  {
    name: 'menu open',
    path: at(''),
    phoneOnly: true,
    prepare: async (page, language) => {
      await page.getByRole('button', { name: MENU[language], exact: true }).click()
      await page.getByRole('link', { name: ADVICE[language], exact: true }).first().waitFor()
    },
  },
  {
    name: 'filter sheet open',
    path: at('/catalogue'),
    phoneOnly: true,
    height: 2600,
    prepare: async (page, language) => {
      await page.getByRole('button', { name: FILTERS[language], exact: true }).click()
      await page.getByRole('complementary', { name: FILTERS[language] }).getByRole('checkbox').first().waitFor()
    },
  },
  { name: 'the door', path: at('/sign-in') },
  { name: 'the sign-in page, before a personal page', path: at('/sign-in?to=%2Fnl%2Fmy') },
  { name: 'the sign-in page, after signing out', path: at('/sign-in?signed=out') },
  { name: 'the sign-in page, signed in', path: at('/sign-in?to=%2Fnl%2Fmy%2Fasked'), as: 'marieke' },
  { name: 'my account', path: at('/my'), as: 'ingrid' },
  { name: 'my account, changed', path: at('/my?done=others'), as: 'tom' },
  { name: 'asked of me, empty', path: at('/my/asked'), as: 'willem' },
  {
    name: 'account menu open',
    path: at(''),
    as: 'ada',
    prepare: async (page) => {
      await page.locator('details.account-menu > summary').click()
    },
  },
  {
    name: 'menu open, signed in',
    path: at('/my'),
    as: 'ada',
    phoneOnly: true,
    prepare: async (page, language) => {
      await page.getByRole('button', { name: MENU[language], exact: true }).click()
      await page.getByRole('link', { name: ADVICE[language], exact: true }).first().waitFor()
    },
  },
  {
    name: 'about to be signed out',
    path: at('/my'),
    as: 'jan',
    prepare: async (page) => {
      await page.clock.install()
      await page.reload()
      await untilAwake(page)
      await page.clock.fastForward('13:00')
      await page.locator('.stay').waitFor()
    },
  },
  ...REQUEST_SCREENS,
  ...SESSION_SCREENS,
  ...EDITOR_SCREENS,
]

/** Every screen, and every state of it that looks different. */
export const SCREENS: ReadonlyArray<Screen> = [...LISTED, ...arrivalScreens(LISTED)]

/** Opens a screen and brings it into its state. */
export async function show(page: Page, screen: Screen, language: ScreenLanguage): Promise<void> {
  const openIt = async () => {
    if (screen.asksFirst) {
      await page.goto(screen.path(language))
      await untilAwake(page)
    } else await open(page, screen.path(language))
  }
  // A session that read a page before is not asked again.
  if (screen.as && screen.asksFirst) await takeSession(page, screen.as)
  if (screen.as && !screen.asksFirst) await openAs(page, screen.as, openIt)
  else await openIt()
  await screen.prepare?.(page, language)
}
