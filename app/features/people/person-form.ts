import { z } from 'zod'
import { ROLES } from '#app/access/vocabulary.ts'
import type { EndRoleProblem, RoleProblem } from './roles/role-rules.ts'

/** What an administrator can do on the page of a person, one form each. */
export const PERSON_INTENTS = ['grant-role', 'end-role', 'shut-out', 'let-in', 'end-sign-ins'] as const
export type PersonIntent = (typeof PERSON_INTENTS)[number]

export const LONGEST_ADMIN_REASON = 300

const token = z.string()
const id = z.string().max(200)
const day = z.union([z.literal('').transform(() => null), z.iso.date()])
const choice = id.transform((value) => value || null)
const reason = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(LONGEST_ADMIN_REASON))
  .transform((text) => text || undefined)

/** The only fields these forms have. One more is refused, so that no field of a person can be set that no form shows (trust A26). */
const personForm = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('grant-role'),
    token,
    role: z.enum(ROLES),
    unit: choice,
    provider: choice,
    from: day,
    until: day,
    reason,
  }),
  z.strictObject({
    intent: z.literal('end-role'),
    token,
    grant: id,
    when: z.enum(['now', 'later']),
    lastDay: day,
    reason,
  }),
  z.strictObject({ intent: z.literal('shut-out'), token, reason }),
  z.strictObject({ intent: z.literal('let-in'), token, reason }),
  z.strictObject({ intent: z.literal('end-sign-ins'), token }),
])
export type PersonForm = z.output<typeof personForm>

/** Why nothing was changed: what a rule refuses, what cannot be read, and a form from an old page. */
export type PersonProblem =
  | RoleProblem
  | EndRoleProblem
  | 'no-role'
  | 'no-date'
  | 'needs-last-day'
  | 'two-ends'
  | 'reason-too-long'
  | 'bad-form'
  | 'old-form'
  | 'busy'

const UNREADABLE: Readonly<Record<string, PersonProblem>> = {
  role: 'no-role',
  from: 'no-date',
  until: 'no-date',
  lastDay: 'no-date',
  reason: 'reason-too-long',
}

export type PersonField = 'role' | 'unit' | 'provider' | 'from' | 'until' | 'lastDay' | 'reason'
export type PersonRefusal = { problem: PersonProblem; field: PersonField | null }

/** Beside which field each problem stands; the others are about the whole form. */
const FIELD: Partial<Record<PersonProblem, PersonField>> = {
  'no-role': 'role',
  'has-it': 'role',
  'needs-unit': 'unit',
  'no-unit-here': 'unit',
  'unknown-unit': 'unit',
  'needs-provider': 'provider',
  'no-provider-here': 'provider',
  'unknown-provider': 'provider',
  'needs-end': 'until',
  'ends-before-today': 'until',
  'needs-last-day': 'lastDay',
  'two-ends': 'lastDay',
  'later-than-end': 'lastDay',
  'reason-too-long': 'reason',
}

export function refusalOf(problem: PersonProblem, intent: PersonIntent, field?: PersonField): PersonRefusal {
  const dates = intent === 'end-role' ? 'lastDay' : 'until'
  return { problem, field: field ?? FIELD[problem] ?? (problem === 'wrong-dates' ? dates : null) }
}

/** A day that was filled in beside "at once" would be lost without a word, and the role ended sooner than meant. */
function whyEndIsUnclear({ when, lastDay }: { when: 'now' | 'later'; lastDay: string | null }): PersonProblem | null {
  if (when === 'later') return lastDay === null ? 'needs-last-day' : null
  return lastDay === null ? null : 'two-ends'
}

/** Reads a form of the page; a field that cannot be read is named, anything else that does not fit makes it no form of ours. */
export function readPersonForm(
  fields: Readonly<Record<string, string>> | null,
): { ok: true; form: PersonForm } | { ok: false; refusal: PersonRefusal } {
  const read = personForm.safeParse(fields)
  if (read.success) {
    const problem = read.data.intent === 'end-role' ? whyEndIsUnclear(read.data) : null
    return problem ? { ok: false, refusal: refusalOf(problem, 'end-role') } : { ok: true, form: read.data }
  }
  const names = read.error.issues.map((issue) => (issue.path.length === 1 ? String(issue.path[0]) : ''))
  // A name that stands in no form, or an intent nobody has, outweighs what is wrong with a field.
  const name = names.every((one) => one in UNREADABLE) ? names[0] : undefined
  const problem = name === undefined ? undefined : UNREADABLE[name]
  if (name === undefined || problem === undefined) return { ok: false, refusal: { problem: 'bad-form', field: null } }
  return { ok: false, refusal: { problem, field: name as PersonField } }
}

/** What HTTP says of it: a form that was not on this page of this sign-in is forbidden, a busy portal may be asked again. */
export function statusOf(problem: PersonProblem): number {
  if (problem === 'old-form') return 403
  if (problem === 'busy') return 503
  return problem === 'no-person' ? 404 : 400
}
