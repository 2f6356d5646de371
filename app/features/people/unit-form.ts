import { z } from 'zod'
import type { UnitProblem } from './units.ts'

export const UNIT_INTENTS = ['add', 'change'] as const
export type UnitIntent = (typeof UNIT_INTENTS)[number]

const token = z.string()
const id = z.string().max(200)
// Longer than any name may be, so that the rule and not the form refuses a long one.
const name = z.string().max(2_000)

/** The only fields the forms of the units have; one more is refused. A unit is never deleted and never changes its kind. */
const unitForm = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('add'),
    token,
    parent: id,
    kind: z.enum(['faculty', 'service', 'department']),
    nameNl: name,
    nameEn: name,
  }),
  z.strictObject({ intent: z.literal('change'), token, unit: id, parent: id, nameNl: name, nameEn: name }),
])
export type UnitForm = z.output<typeof unitForm>

export type UnitFormProblem = UnitProblem | 'bad-form' | 'old-form' | 'busy'
export type UnitField = 'nameNl' | 'nameEn' | 'parent'

/** The form somebody sent, or null when it is none of ours. */
export function readUnitForm(fields: Readonly<Record<string, string>> | null): UnitForm | null {
  const read = unitForm.safeParse(fields)
  return read.success ? read.data : null
}

const FIELD: Partial<Record<UnitFormProblem, UnitField>> = {
  'no-name-nl': 'nameNl',
  'no-name-en': 'nameEn',
  'name-too-long': 'nameNl',
  'name-taken': 'nameNl',
  'needs-parent': 'parent',
  'unknown-parent': 'parent',
  'wrong-parent': 'parent',
  circle: 'parent',
}

/** Beside which field a problem stands; null for what is about the whole form. */
export function fieldOfUnitProblem(problem: UnitFormProblem): UnitField | null {
  return FIELD[problem] ?? null
}

/** What HTTP says of it: a form that was not on a page of this sign-in is forbidden, a busy portal may be asked again. */
export function statusOfUnitProblem(problem: UnitFormProblem): number {
  return problem === 'old-form' ? 403 : problem === 'busy' ? 503 : 400
}
