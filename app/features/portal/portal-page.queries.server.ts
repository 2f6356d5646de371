import type { Allowed } from '#app/access/actor.ts'
import { kindsAllowed, kindsLeft } from '#app/features/catalogue/enabled-kinds.server.ts'
import { type KindId, kindOf, kinds } from '#app/features/catalogue/kinds.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { MODULES, type Module, settings } from '#app/platform/env.server.ts'
import { readPortalSettings } from '#app/platform/portal/settings.server.ts'
import type { Db } from '#db/open.server.ts'
import { type Brand, brandOf } from './brand.server.ts'
import { stateOf } from './configure-portal.server.ts'

/** One thing to switch: `allowed` is false where the operator has switched it off. */
export type Switch<Id extends string> = { id: Id; allowed: boolean; on: boolean }

/** Data of the page "The portal" of the admin area: the settings as they stand. */
export type PortalPageData = {
  name: string
  purposeNl: string
  purposeEn: string
  standardPurpose: { nl: string; en: string }
  kinds: Array<Switch<KindId> & { label: string; module: Module | null }>
  modules: Array<Switch<Module>>
  /** `#rrggbb`; empty where the standard colour holds. */
  brand: string
  accent: string
  logo: Brand['logo']
  /** How the settings stood when the form was made. */
  seen: string
}

export function findPortalPage(db: Db, _actor: Allowed<'portal.configure'>, language: Language): PortalPageData {
  const current = readPortalSettings(db)
  const t = textsFor(language)
  const allowed = kindsAllowed()
  // Where the environment leaves nothing of what is on, everything it allows is on.
  const off = kindsLeft({ kinds: current.kindsOff, modules: current.modulesOff }).length > 0 ? current.kindsOff : []
  return {
    name: current.name,
    purposeNl: current.purpose.nl,
    purposeEn: current.purpose.en,
    standardPurpose: { nl: textsFor('nl')('home.lead'), en: textsFor('en')('home.lead') },
    kinds: kinds.map(({ id }) => ({
      id,
      label: t(`offer:${kindOf(id).plural}`),
      module: kindOf(id).module ?? null,
      allowed: allowed.includes(id),
      on: allowed.includes(id) && !off.includes(id),
    })),
    modules: MODULES.map((id) => ({
      id,
      allowed: settings().KOERS_MODULES.includes(id),
      on: current.modules.includes(id),
    })),
    brand: current.brand ?? '',
    accent: current.accent ?? '',
    logo: brandOf(current).logo,
    seen: stateOf(current),
  }
}
