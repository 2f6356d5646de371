import { nearestReadable, type Own, STANDARD } from './brand-colours.ts'

/** The most characters of a name in the header and of the sentence under the title. */
export const LONGEST_NAME = 40
export const LONGEST_PURPOSE = 200
/** What a logo may be: bytes of the file, pixels across and down. */
export const LOGO = { bytes: 40 * 1024, width: 1200, height: 400 } as const

export const PORTAL_FIELDS = ['name', 'purposeNl', 'purposeEn', 'kinds', 'modules', 'brand', 'accent', 'logo'] as const
export type PortalField = (typeof PORTAL_FIELDS)[number]

/** A refusal of one field; `proposal` is the colour nearest to the one chosen that can be used. */
export type FieldProblem = {
  code:
    | 'name-empty'
    | 'name-long'
    | 'purpose-long'
    | 'no-kind'
    | 'colour-unreadable'
    | 'colour-unknown'
    | 'logo-heavy'
    | 'logo-not-png'
    | 'logo-large'
    | 'logo-broken'
    | 'logo-again'
  proposal?: string
}
/** A refusal of all of it: it is not our form, somebody else has saved since it was opened, or another process is writing. */
export type PortalFormProblem = 'not-ours' | 'changed-meanwhile' | 'busy'
export type Problems = { form?: PortalFormProblem; fields: Partial<Record<PortalField, FieldProblem>> }

export function isFormProblem(problem: PortalProblem): problem is PortalFormProblem {
  return problem === 'not-ours' || problem === 'changed-meanwhile' || problem === 'busy'
}

export type PortalProblem = PortalFormProblem | FieldProblem['code']

/** All that is wrong, one by one: what is about the whole form, then each field. */
export function problemsOf({ form, fields }: Problems) {
  const beside = PORTAL_FIELDS.flatMap((field) => {
    const { code, proposal } = fields[field] ?? {}
    return code ? [{ field, problem: code, ...(proposal ? { with: { proposal } } : {}) }] : []
  })
  const whole: Array<{ field: PortalField | null; problem: PortalProblem; with?: { proposal: string } }> = form
    ? [{ field: null, problem: form }]
    : []
  return [...whole, ...beside]
}

/** The form as it is sent. */
export type PortalForm = {
  name: string
  purposeNl: string
  purposeEn: string
  /** What is ticked. */
  kind: string[]
  module: string[]
  brand: string
  brandPicked: string
  brandShown: string
  accent: string
  accentPicked: string
  accentShown: string
  /** How the settings stood when it was opened. */
  seen: string
  do: 'save' | 'standard-colours' | 'remove-logo'
  logo: Uint8Array | null
}

type Colours = Pick<PortalForm, Own | `${Own}Picked` | `${Own}Shown`>

/**
 * The colour somebody chose: what they typed, or what they picked where the typed text is still as it was shown. The two stand beside each other, and
 * without script nothing makes them the same. An empty answer is the standard colour.
 */
export function chosenColour(which: Own, form: Colours): string {
  const [typed, shown] = [form[which].trim().toLowerCase(), form[`${which}Shown`].trim().toLowerCase()]
  const picked = form[`${which}Picked`].trim().toLowerCase()
  const isPicked = typed === shown && picked !== pickerFor(which, shown)
  const chosen = isPicked ? picked : typed
  return chosen === STANDARD[which] ? '' : chosen
}

/** A colour as `#rrggbb`, from what people type: with or without the sign, in three or in six digits. Nothing when it is none. */
export function readColour(typed: string): string | null {
  const [, digits = ''] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(typed.trim().toLowerCase()) ?? []
  if (digits === '') return null
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`
}

/** What the picker, which always shows some colour, stands at beside this text. */
export function pickerFor(which: Own, typed: string): string {
  return readColour(typed) ?? STANDARD[which]
}

/** The colour to keep (nothing: the standard one), or why it cannot be used. */
export function checkColour(which: Own, typed: string): { colour: string | null } | { problem: FieldProblem } {
  if (typed === '') return { colour: null }
  const colour = readColour(typed)
  if (colour === null) return { problem: { code: 'colour-unknown' } }
  const proposal = nearestReadable(colour)
  if (proposal !== colour) return { problem: { code: 'colour-unreadable', proposal } }
  return { colour: colour === STANDARD[which] ? null : colour }
}

/** What somebody filled in, as it is shown again after a refusal. */
export type Typed = Pick<PortalForm, 'name' | 'purposeNl' | 'purposeEn' | 'brand' | 'accent'> & {
  kinds: ReadonlyArray<string>
  modules: ReadonlyArray<string>
}

/** What stood in a form that was refused; null when it was none of ours, so that nothing of it is shown. */
export function typedIn(sent: Readonly<Record<string, ReadonlyArray<string>>>): Typed | null {
  const text = (name: string) => sent[name]?.[0] ?? ''
  if (!sent.seen) return null
  const colours = (which: Own) => ({
    [which]: text(which),
    [`${which}Picked`]: text(`${which}Picked`),
    [`${which}Shown`]: text(`${which}Shown`),
  })
  const all = { ...colours('brand'), ...colours('accent') } as Colours
  return {
    name: text('name'),
    purposeNl: text('purposeNl'),
    purposeEn: text('purposeEn'),
    brand: chosenColour('brand', all),
    accent: chosenColour('accent', all),
    kinds: sent.kind ?? [],
    modules: sent.module ?? [],
  }
}
