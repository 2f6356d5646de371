import { moduleIsOn, SettingsError, settings } from '#app/platform/env.server.ts'
import { type KindId, kindOf, kinds } from './kinds.ts'
import { AIM_DOMAINS, type AimDomain } from './vocabulary.ts'

/** Refuses a start with kinds that do not exist, or with no kind at all: a portal without offers shows nothing. */
export function checkPortalSettings(): void {
  const known = kinds.map((kind) => kind.id as string)
  const unknown = settings().KOERS_KINDS.find((id) => !known.includes(id))
  if (unknown)
    throw new SettingsError(
      `The setting KOERS_KINDS has a wrong value: "${unknown}". It must be kinds of offer with commas between, from: ${known.join(', ')}.`,
    )
  if (kindsOn().length === 0)
    throw new SettingsError(
      `The setting KOERS_KINDS leaves no kind of offer: ${settings().KOERS_KINDS.join(', ')} is switched off in KOERS_MODULES. Add a kind, or switch its module on.`,
    )
}

/** The kinds that are on, in the order of the list; a kind of a module follows that module. */
export function kindsOn(): KindId[] {
  const chosen = settings().KOERS_KINDS
  return kinds
    .map((kind) => kind.id)
    .filter((id) => chosen.length === 0 || chosen.includes(id))
    .filter((id) => {
      const { module } = kindOf(id)
      return !module || moduleIsOn(module)
    })
}

export function kindIsOn(id: KindId): boolean {
  return kindsOn().includes(id)
}

/** The domains of Academia in Motion; patient care only where there is a hospital (Leiden L-1). */
export function aimDomainsOn(): AimDomain[] {
  return AIM_DOMAINS.filter((domain) => domain !== 'patient-care' || moduleIsOn('patient-care'))
}
