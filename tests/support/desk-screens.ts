import type { Page } from '@playwright/test'
import { untilAwake } from './browser.ts'
import type { Screen, ScreenLanguage } from './screens.ts'

const SEARCH = { nl: 'Zoeken', en: 'Search' } as const
const GRANT = { nl: 'Rol geven', en: 'Grant this role' } as const
const END = { nl: 'Beëindigen', en: 'End' } as const
const MERGE = { nl: 'Samenvoegen met een ander', en: 'Merge with another' } as const
const SAVE = { nl: 'Wijziging bewaren', en: 'Save the change' } as const

const at = (rest: string) => (language: ScreenLanguage) => `/${language}/desk${rest}`

/** Opens somebody's page from a list of the desk: their ids are random. */
function openPerson(name: string) {
  return async (page: Page) => {
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    await untilAwake(page)
  }
}

/** The screens of the desk that are about people and units. */
export const DESK_SCREENS: ReadonlyArray<Screen> = [
  { name: 'desk', as: 'ada', path: at('') },
  { name: 'desk, people', as: 'ada', path: at('/people') },
  { name: 'desk, people with a role', as: 'ada', path: at('/people?role=employee') },
  {
    name: 'desk, people found by name',
    as: 'ada',
    path: at('/people'),
    prepare: async (page, language) => {
      await page.getByRole('searchbox').fill('van')
      await page.getByRole('button', { name: SEARCH[language] }).click()
      await page.getByRole('table').waitFor()
    },
  },
  { name: 'desk, nobody found', as: 'ada', path: at('/people?role=administrator&unit=law') },
  {
    name: 'desk, a person, with a role to end',
    as: 'ada',
    path: at('/people?role=hr-adviser'),
    prepare: async (page, language) => {
      await openPerson('Ingrid Smit')(page)
      await page.locator('summary').filter({ hasText: END[language] }).first().click()
    },
  },
  {
    name: 'desk, a person, a grant refused',
    as: 'ada',
    path: at('/people?role=hr-adviser'),
    mayLog: /status of 400/,
    prepare: async (page, language) => {
      await openPerson('Ingrid Smit')(page)
      await page.getByRole('button', { name: GRANT[language] }).click()
      await page.getByRole('alert').waitFor()
    },
  },
  { name: 'desk, sign-ins that wait', as: 'ada', path: at('/people/waiting') },
  {
    name: 'desk, two records beside each other',
    as: 'ada',
    path: at('/people?role=hr-adviser'),
    prepare: async (page, language) => {
      await openPerson('Ingrid Smit')(page)
      await page.getByRole('link', { name: MERGE[language] }).click()
      await page.getByRole('searchbox').fill('jan')
      await page.getByRole('button', { name: SEARCH[language] }).click()
      await page.getByRole('button', { name: /Jan Hoekstra/ }).click()
      await page.getByRole('table').waitFor()
    },
  },
  {
    name: 'desk, the own page',
    as: 'ada',
    path: at('/people?role=administrator'),
    prepare: openPerson('Ada Maas'),
  },
  { name: 'gallery, light', as: 'ada', path: at('/gallery?theme=light') },
  { name: 'gallery, dark', as: 'ada', path: at('/gallery?theme=dark&sort=people&order=descending') },
  { name: 'desk, units', as: 'ada', path: at('/units') },
  { name: 'desk, a unit to change', as: 'ada', path: at('/units?change=psychology') },
  { name: 'desk, a unit to add', as: 'ada', path: at('/units?add=lindehoven') },
  {
    name: 'desk, a unit refused',
    as: 'ada',
    path: at('/units?change=psychology'),
    mayLog: /status of 400/,
    prepare: async (page, language) => {
      await page.getByRole('textbox').first().fill('')
      await page.getByRole('button', { name: SAVE[language] }).click()
      await page.getByRole('alert').waitFor()
    },
  },
]
