import { SettingsError, settings } from '#app/platform/env.server.ts'
import { moduleIsOn, portalSettings } from '#app/platform/portal/settings.server.ts'
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
  if (kindsAllowed().length === 0)
    throw new SettingsError(
      `The setting KOERS_KINDS leaves no kind of offer: ${settings().KOERS_KINDS.join(', ')} is switched off in KOERS_MODULES. Add a kind, or switch its module on.`,
    )
}

/** The kinds that the environment allows, in the order of the list: administrators can switch these off, and no other on. */
export function kindsAllowed(): KindId[] {
  const { KOERS_KINDS, KOERS_MODULES } = settings()
  return kinds
    .map((kind) => kind.id)
    .filter((id) => KOERS_KINDS.length === 0 || KOERS_KINDS.includes(id))
    .filter((id) => {
      const { module } = kindOf(id)
      return !module || KOERS_MODULES.includes(module)
    })
}

/** What is left of the allowed kinds when administrators switch these off; a kind of a module follows that module. */
export function kindsLeft(off: { kinds: ReadonlyArray<string>; modules: ReadonlyArray<string> }): KindId[] {
  return kindsAllowed().filter((id) => {
    const { module } = kindOf(id)
    return !off.kinds.includes(id) && !(module && off.modules.includes(module))
  })
}

/** The kinds that are on. Where the environment leaves only what administrators had switched off, the environment wins: a portal without offers shows nothing. */
export function kindsOn(): KindId[] {
  const { kindsOff, modulesOff } = portalSettings()
  const left = kindsLeft({ kinds: kindsOff, modules: modulesOff })
  return left.length > 0 ? left : kindsAllowed()
}

export function kindIsOn(id: KindId): boolean {
  return kindsOn().includes(id)
}

/** The domains of Academia in Motion; patient care only where there is a hospital (Leiden L-1). */
export function aimDomainsOn(): AimDomain[] {
  return AIM_DOMAINS.filter((domain) => domain !== 'patient-care' || moduleIsOn('patient-care'))
}
