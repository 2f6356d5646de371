import { createHash } from 'node:crypto'
import type { Allowed } from '#app/access/actor.ts'
import { kindSwitches, leavesNoKind } from '#app/features/catalogue/enabled-kinds.server.ts'
import { kinds } from '#app/features/catalogue/kinds.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { MODULES } from '#app/platform/env.server.ts'
import { removeFact, writeFact } from '#app/platform/portal/facts.server.ts'
import {
  moduleSwitches,
  PORTAL_KEYS,
  type PortalSettings,
  portalSettingsChanged,
  readPortalSettings,
} from '#app/platform/portal/settings.server.ts'
import { idsOff } from '#app/platform/portal/switches.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import { visibleText } from '#app/platform/text/visible-text.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { type Picture, rewritePng } from './png.server.ts'
import {
  checkColour,
  chosenColour,
  LONGEST_NAME,
  LONGEST_PURPOSE,
  type PortalField,
  type PortalForm,
  type PortalFormProblem,
  type Problems,
} from './portal-rules.ts'

export type Configured = { ok: true; changed: PortalField[] } | { ok: false; problems: Problems }

/** A mark of how the settings stand, for the form that was opened on them. */
export function stateOf(current: PortalSettings): string {
  return createHash('sha256').update(JSON.stringify(current)).digest('hex').slice(0, 16)
}

type Texts = { name: string; purposeNl: string; purposeEn: string }
type Wanted = Texts & { brand: string | null; accent: string | null; logo: Picture | 'remove' | 'keep' }

/** One line, as people see it. */
function lineOf(typed: string): string {
  return visibleText(typed).replace(/\s+/g, ' ').trim()
}

function readTexts(form: PortalForm, fields: Problems['fields']): Texts {
  const texts = { name: lineOf(form.name), purposeNl: lineOf(form.purposeNl), purposeEn: lineOf(form.purposeEn) }
  if (texts.name === '') fields.name = { code: 'name-empty' }
  if (texts.name.length > LONGEST_NAME) fields.name = { code: 'name-long' }
  for (const field of ['purposeNl', 'purposeEn'] as const)
    if (texts[field].length > LONGEST_PURPOSE) fields[field] = { code: 'purpose-long' }
  return texts
}

function readColours(form: PortalForm, fields: Problems['fields']): Pick<Wanted, 'brand' | 'accent'> {
  const colours: Pick<Wanted, 'brand' | 'accent'> = { brand: null, accent: null }
  if (form.do === 'standard-colours') return colours
  for (const which of ['brand', 'accent'] as const) {
    const checked = checkColour(which, chosenColour(which, form))
    if ('problem' in checked) fields[which] = checked.problem
    else colours[which] = checked.colour
  }
  return colours
}

function readLogo(form: PortalForm, fields: Problems['fields']): Wanted['logo'] {
  if (form.do === 'remove-logo') return 'remove'
  if (form.logo === null) return 'keep'
  const picture = rewritePng(form.logo)
  if (picture.ok) return picture.value
  fields.logo = { code: picture.problem }
  return 'keep'
}

function isSame(one: ReadonlyArray<string>, other: ReadonlyArray<string>): boolean {
  return [...one].sort().join() === [...other].sort().join()
}

function write(tx: Tx, key: string, value: string | null): void {
  if (value) writeFact(tx, key, value)
  else removeFact(tx, key)
}

function saveLogo(tx: Tx, current: PortalSettings, logo: Wanted['logo']): boolean {
  if (logo === 'keep') return false
  if (logo === 'remove') {
    write(tx, PORTAL_KEYS.logo, null)
    write(tx, PORTAL_KEYS.logoFacts, null)
    return current.logo !== null
  }
  const version = createHash('sha256').update(logo.png).digest('hex').slice(0, 16)
  if (version === current.logo?.version) return false
  write(tx, PORTAL_KEYS.logo, `${version} ${logo.png.toString('base64')}`)
  write(tx, PORTAL_KEYS.logoFacts, `${version} ${logo.width}x${logo.height}`)
  return true
}

/** Writes what differs, and says which fields that were. */
function save(
  tx: Tx,
  current: PortalSettings,
  wanted: Wanted,
  off: { kinds: string[]; modules: string[] },
): PortalField[] {
  const values = [
    ['name', PORTAL_KEYS.name, current.name, wanted.name],
    ['purposeNl', PORTAL_KEYS.purposeNl, current.purpose.nl, wanted.purposeNl],
    ['purposeEn', PORTAL_KEYS.purposeEn, current.purpose.en, wanted.purposeEn],
    ['brand', PORTAL_KEYS.brand, current.brand, wanted.brand],
    ['accent', PORTAL_KEYS.accent, current.accent, wanted.accent],
  ] as const
  const lists = [
    ['kinds', PORTAL_KEYS.kindsOff, current.kindsOff, off.kinds],
    ['modules', PORTAL_KEYS.modulesOff, current.modulesOff, off.modules],
  ] as const
  const texts = values.filter(([, , before, after]) => before !== after)
  const sets = lists.filter(([, , before, after]) => !isSame(before, after))
  for (const [, key, , after] of texts) write(tx, key, after)
  for (const [, key, , after] of sets) write(tx, key, after.join(','))
  const changed: PortalField[] = [...texts.map(([field]) => field), ...sets.map(([field]) => field)]
  return saveLogo(tx, current, wanted.logo) ? [...changed, 'logo'] : changed
}

function refuse(form: PortalFormProblem): { ok: false; problems: Problems } {
  return { ok: false, problems: { form, fields: {} } }
}

const KINDS = kinds.map(({ id }) => id)

/**
 * Sets name, purpose, kinds, modules, colours and logo of the portal, all that the form says or nothing; whose form was opened before somebody else
 * saved is asked to look again. The audit log names the fields that changed.
 */
export function configurePortal(db: Db, actor: Allowed<'portal.configure'>, form: PortalForm, now: Date): Configured {
  const isKnown = (list: ReadonlyArray<string>, known: ReadonlyArray<string>) => list.every((id) => known.includes(id))
  if (!isKnown(form.kind, KINDS) || !isKnown(form.module, MODULES)) return refuse('not-ours')
  const fields: Problems['fields'] = {}
  const wanted: Wanted = { ...readTexts(form, fields), ...readColours(form, fields), logo: readLogo(form, fields) }

  const change = (tx: Tx): Configured => {
    const current = readPortalSettings(tx)
    const off = {
      kinds: idsOff(
        kindSwitches({ kinds: current.kindsOff, modules: current.modulesOff }),
        form.kind,
        current.kindsOff,
      ),
      modules: idsOff(moduleSwitches(current.modulesOff), form.module, current.modulesOff),
    }
    if (leavesNoKind(off)) fields.kinds = { code: 'no-kind' }
    if (Object.keys(fields).length > 0) return { ok: false, problems: { fields } }
    if (form.seen !== stateOf(current)) return refuse('changed-meanwhile')
    const changed = save(tx, current, wanted, off)
    if (changed.length === 0) return { ok: true, changed }
    recordAudit(
      tx,
      actor,
      { action: 'portal.configure', object: { type: 'portal', id: 'portal' }, fields: changed },
      now,
    )
    return { ok: true, changed }
  }

  const carried = refuseWhenBusy(() => inTransaction(db, change))
  const outcome = 'problem' in carried ? refuse(carried.problem) : carried
  portalSettingsChanged()
  // A browser forgets which file was chosen.
  if (!outcome.ok && form.logo) outcome.problems.fields.logo ??= { code: 'logo-again' }
  return outcome
}
