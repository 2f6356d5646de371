import type { Pair } from '#app/i18n/languages.ts'
import { versionOf } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { MODULES, type Module, settings } from '../env.server.ts'
import { idsOn, type Switch, switchesOf } from './switches.ts'

/** What holds for the portal now: what administrators have set, over what the environment starts with and within what it allows. */
export type PortalSettings = {
  readonly name: string
  /** What the portal is for; an empty text stands for the standard one. */
  readonly purpose: Readonly<Pair>
  readonly modules: ReadonlyArray<Module>
  /** Switched off by administrators, by id; what the environment forbids is off besides. */
  readonly modulesOff: ReadonlyArray<string>
  readonly kindsOff: ReadonlyArray<string>
  /** `#rrggbb`, or nothing where the standard colour holds. */
  readonly brand: string | null
  readonly accent: string | null
  /** Sizes in pixels; the picture itself stays in the database until somebody asks for it. */
  readonly logo: { readonly version: string; readonly width: number; readonly height: number } | null
}

/** The keys in `portal_facts`. All but the picture are read together. */
export const PORTAL_KEYS = {
  name: 'portal.name',
  purposeNl: 'portal.purpose.nl',
  purposeEn: 'portal.purpose.en',
  kindsOff: 'portal.kinds-off',
  modulesOff: 'portal.modules-off',
  brand: 'portal.brand',
  accent: 'portal.accent',
  logoFacts: 'portal.logo-facts',
  logo: 'portal.logo',
} as const

/** '/' is the sign after '.': every key that begins with `portal.`. */
const ALL_BUT_THE_PICTURE = `SELECT key, value FROM portal_facts WHERE key >= 'portal.' AND key < 'portal/' AND key <> '${PORTAL_KEYS.logo}'`

function listOf(value: string | undefined): string[] {
  return (value ?? '').split(',').filter(Boolean)
}

function colourOf(value: string | undefined): string | null {
  return value !== undefined && /^#[0-9a-f]{6}$/.test(value) ? value : null
}

function logoOf(value: string | undefined): PortalSettings['logo'] {
  const [, version, width, height] = /^([0-9a-f]{16}) (\d{1,4})x(\d{1,4})$/.exec(value ?? '') ?? []
  return version ? { version, width: Number(width), height: Number(height) } : null
}

/** Every module: whether `KOERS_MODULES` allows it, and whether it is on when administrators have switched these off. */
export function moduleSwitches(off: ReadonlyArray<string>): Array<Switch<Module>> {
  return switchesOf(MODULES, { allowed: settings().KOERS_MODULES, off })
}

function settingsFrom(facts: ReadonlyMap<string, string>): PortalSettings {
  const { KOERS_NAME } = settings()
  const modulesOff = listOf(facts.get(PORTAL_KEYS.modulesOff))
  return {
    name: facts.get(PORTAL_KEYS.name) || KOERS_NAME,
    purpose: { nl: facts.get(PORTAL_KEYS.purposeNl) ?? '', en: facts.get(PORTAL_KEYS.purposeEn) ?? '' },
    modules: idsOn(moduleSwitches(modulesOff)),
    modulesOff,
    kindsOff: listOf(facts.get(PORTAL_KEYS.kindsOff)),
    brand: colourOf(facts.get(PORTAL_KEYS.brand)),
    accent: colourOf(facts.get(PORTAL_KEYS.accent)),
    logo: logoOf(facts.get(PORTAL_KEYS.logoFacts)),
  }
}

/** The settings as they stand in this database now, read at once: for a verb, inside its transaction. */
export function readPortalSettings(db: Db): PortalSettings {
  const rows = prepared(db, ALL_BUT_THE_PICTURE).all() as Array<{ key: string; value: string }>
  return settingsFrom(new Map(rows.map(({ key, value }) => [key, value])))
}

/** How long settings are believed without a look at the database, in milliseconds. A request looks at its beginning (`noticeVersion`). */
const BELIEVED_MS = 100

type Known = { settings: PortalSettings; version: string; until: number }
// On globalThis, like the database: a reloaded module in development goes on with the same one.
const holder = globalThis as typeof globalThis & { koersPortalSettingsOf?: Db | null }
let known: Known | undefined

/** From here on the settings come from this database too; null: from the environment alone, as in tests that hand none in. */
export function takePortalSettingsFrom(db: Db | null): void {
  holder.koersPortalSettingsOf = db
  known = undefined
}

/** Tells that the topic `portal` has this version now: settings of another version are read anew at the next question. */
export function noticeVersion(version: string): void {
  if (known && known.version !== version) known.until = 0
}

/** To be called by who has just saved: this process sees it at once. */
export function portalSettingsChanged(): void {
  if (known) known.until = 0
}

function look(db: Db): Known {
  const version = versionOf(db, 'portal')
  const until = performance.now() + BELIEVED_MS
  if (known?.version === version) return { ...known, until }
  return { settings: readPortalSettings(db), version, until }
}

/** The settings of the portal. The same object until something changes; no query while they are believed. */
export function portalSettings(): PortalSettings {
  if (known && known.until > performance.now()) return known.settings
  const db = holder.koersPortalSettingsOf
  if (!db) {
    known ??= { settings: settingsFrom(new Map()), version: '', until: Number.POSITIVE_INFINITY }
    return known.settings
  }
  // What stands in an open transaction may still be undone.
  if (db.$client.inTransaction) return known?.settings ?? readPortalSettings(db)
  try {
    known = look(db)
    return known.settings
  } catch {
    // A page that says that the database fails needs a name too.
    return known?.settings ?? settingsFrom(new Map())
  }
}

export function portalName(): string {
  return portalSettings().name
}

export function moduleIsOn(module: Module): boolean {
  return portalSettings().modules.includes(module)
}
