import { moduleIsOn, SettingsError, settings } from '#app/platform/env.server.ts'
import { type KindId, kinds } from './kinds.ts'
import { AIM_DOMAINS, type AimDomain } from './vocabulary.ts'

/** Refuses a start with kinds that do not exist. */
export function checkPortalSettings(): void {
  const known = kinds.map((kind) => kind.id as string)
  const unknown = settings().KOERS_KINDS.find((id) => !known.includes(id))
  if (unknown)
    throw new SettingsError(
      `The setting KOERS_KINDS has a wrong value: "${unknown}". It must be kinds of offer with commas between, from: ${known.join(', ')}.`,
    )
}

/** The kinds that are on, in the order of the list; stories follow their module. */
export function kindsOn(): KindId[] {
  const chosen = settings().KOERS_KINDS
  return kinds
    .map((kind) => kind.id)
    .filter((id) => chosen.length === 0 || chosen.includes(id))
    .filter((id) => id !== 'story' || moduleIsOn('stories'))
}

export function kindIsOn(id: KindId): boolean {
  return kindsOn().includes(id)
}

/** The domains of Academia in Motion; patient care only where there is a hospital (Leiden L-1). */
export function aimDomainsOn(): AimDomain[] {
  return AIM_DOMAINS.filter((domain) => domain !== 'patient-care' || moduleIsOn('patient-care'))
}
