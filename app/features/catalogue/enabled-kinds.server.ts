import { SettingsError, settings } from '#app/platform/env.server.ts'
import { moduleIsOn, portalSettings } from '#app/platform/portal/settings.server.ts'
import { idsOn, type Switch, switchesOf } from '#app/platform/portal/switches.ts'
import { type KindId, kindOf, kinds } from './kinds.ts'
import { AIM_DOMAINS, type AimDomain } from './vocabulary.ts'

const KIND_IDS: ReadonlyArray<KindId> = kinds.map(({ id }) => id)

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

/** What administrators have switched off, by id. */
type Off = { kinds: ReadonlyArray<string>; modules: ReadonlyArray<string> }

/** The kinds that the environment allows, in the order of the list. A kind of a module follows that module. */
function kindsAllowed(): KindId[] {
  const { KOERS_KINDS, KOERS_MODULES } = settings()
  return KIND_IDS.filter((id) => KOERS_KINDS.length === 0 || KOERS_KINDS.includes(id)).filter((id) => {
    const { module } = kindOf(id)
    return !module || KOERS_MODULES.includes(module)
  })
}

/** Every kind with its own switch; the module that a kind belongs to has another. */
function ownSwitches(off: ReadonlyArray<string>): Array<Switch<KindId>> {
  return switchesOf(KIND_IDS, { allowed: kindsAllowed(), off })
}

function kindsLeft(off: Off): KindId[] {
  return idsOn(ownSwitches(off.kinds)).filter((id) => {
    const { module } = kindOf(id)
    return !(module && off.modules.includes(module))
  })
}

/** Whether no kind is left on: a portal without offers shows nothing. */
export function leavesNoKind(off: Off): boolean {
  return kindsLeft(off).length === 0
}

/** Every kind: whether it is allowed, and whether its own switch is on. Where nothing would be left, the administrators' list of kinds does not count. */
export function kindSwitches(off: Off): Array<Switch<KindId>> {
  return ownSwitches(leavesNoKind(off) ? [] : off.kinds)
}

/** The kinds that are on. Where nothing would be left, everything that the environment allows is on. */
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
