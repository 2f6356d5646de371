import type { Allowed } from '#app/access/actor.ts'
import { kindSwitches } from '#app/features/catalogue/enabled-kinds.server.ts'
import { type KindId, kindOf } from '#app/features/catalogue/kinds.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Module } from '#app/platform/env.server.ts'
import { moduleSwitches, readPortalSettings } from '#app/platform/portal/settings.server.ts'
import type { Switch } from '#app/platform/portal/switches.ts'
import type { Db } from '#db/open.server.ts'
import { type Brand, brandOf } from './brand.server.ts'
import { stateOf } from './configure-portal.server.ts'

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
  return {
    name: current.name,
    purposeNl: current.purpose.nl,
    purposeEn: current.purpose.en,
    standardPurpose: { nl: textsFor('nl')('home.lead'), en: textsFor('en')('home.lead') },
    kinds: kindSwitches({ kinds: current.kindsOff, modules: current.modulesOff }).map((one) => ({
      ...one,
      label: t(`offer:${kindOf(one.id).plural}`),
      module: kindOf(one.id).module ?? null,
    })),
    modules: moduleSwitches(current.modulesOff),
    brand: current.brand ?? '',
    accent: current.accent ?? '',
    logo: brandOf(current).logo,
    seen: stateOf(current),
  }
}
