import type { Permission } from '#app/features/people/permissions.ts'
import { OFFERS } from '#tests/support/demo-offers.ts'

/** The twelve who ask, with the demo person behind each; two advisors, and nobody. */
export const IDENTITIES = {
  anonymous: null,
  employee: 'omar',
  'another employee': 'sanne',
  advisor: 'marieke',
  'another advisor': 'jan',
  coordinator: 'els',
  'HR, central': 'fatima',
  'HR of one faculty': 'pieter',
  'HR adviser': 'ingrid',
  manager: 'willem',
  provider: 'nora',
  administrator: 'ada',
} as const
export type Identity = keyof typeof IDENTITIES

/** Ids of people: the one who asks, somebody else, nobody, somebody who was deleted. */
export type Records = Readonly<Record<'own' | 'other' | 'random' | 'deleted', string>>
export type RecordKind = keyof Records

type Language = 'nl' | 'en'

/**
 * Who may read and send to a route. `open`: everybody. A permission: who has it by their roles; nobody known is led to the door, the
 * others hear that it does not exist. `none`: it does not exist for anybody. `leads-on`: it only leads to another page.
 */
export type Access = 'open' | 'none' | 'leads-on' | Permission

export type Row = {
  /** The addresses of one language; for a route with records, by record. */
  paths: (language: Language, records: Records) => ReadonlyArray<readonly [path: string, record: RecordKind | 'any']>
  read: Access
  /** Which records are there to be read, for who may read at all. */
  there?: ReadonlyArray<RecordKind>
  /** Who may send to it, where it takes anything; always with a form that says nothing. */
  act?: Access
  /** Names of people may be in it: the door of the demo, and pages about people. */
  namesPeople?: true
}

const at = (rest: string): Row['paths'] => {
  return (language) => [[`/${language}${rest}`, 'any']]
}
const bare = (path: string): Row['paths'] => {
  return () => [[path, 'any']]
}

/** One row a route; a route of the build without a row fails the test. */
export const ACCESS: Readonly<Record<string, Row>> = {
  'routes/machine/choose-language': { paths: bare('/'), read: 'leads-on' },
  'routes/machine/robots': { paths: bare('/robots.txt'), read: 'open' },
  'routes/machine/sitemap': { paths: bare('/sitemap.xml'), read: 'open' },
  'routes/machine/manifest': { paths: bare('/manifest.webmanifest'), read: 'open' },
  'routes/machine/suggest': { paths: at('/suggest?q=team'), read: 'open' },
  'routes/door/demo-sign-in': { paths: bare('/sign-in/demo'), read: 'none', act: 'none' },
  'routes/door/sign-out': { paths: bare('/sign-out'), read: 'none', act: 'leads-on' },
  'routes/door/sign-in': { paths: at('/sign-in'), read: 'open', namesPeople: true },
  'routes/public/home': { paths: at(''), read: 'open' },
  'routes/public/stories': { paths: at('/stories'), read: 'open' },
  'routes/public/guide': { paths: at('/guides/privacy'), read: 'open' },
  'routes/public/wish': { paths: at('/wish'), read: 'open', act: 'open' },
  'routes/public/not-found': { paths: at('/nothing-here'), read: 'none' },
  'routes/catalogue/catalogue': { paths: at('/catalogue'), read: 'open' },
  'routes/catalogue/offer': { paths: (language) => [[OFFERS.training[language], 'any']], read: 'open' },
  'routes/catalogue/saved': { paths: at('/saved'), read: 'open', act: 'open' },
  'routes/my/account': { paths: at('/my'), read: 'account.view', namesPeople: true },
}
