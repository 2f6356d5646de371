import { z } from 'zod'
import { ROLES } from '#app/access/vocabulary.ts'
import { LONGEST_REASON } from '#app/platform/audit/reason.ts'
import { defineForm, type SentBy } from '#app/platform/http/form/define-form.server.ts'
import { chosen, fixed, typed } from '#app/platform/http/form/fields.server.ts'
import type { PersonProblem } from './person-form.ts'

const id = z.string().max(200)
const choice = chosen(id.transform((value) => value || null))
const day = chosen(z.union([z.literal('').transform(() => null), z.iso.date()]), 'no-date')
/** Why something is changed, in somebody's own words; nothing when it was left empty. */
export const reasonField = typed(
  z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(LONGEST_REASON))
    .transform((text) => text || undefined),
  'reason-too-long',
)

/** Beside which field each problem stands; the others are about the whole form. */
const FIELD = {
  'has-it': 'role',
  'needs-unit': 'unit',
  'no-unit-here': 'unit',
  'unknown-unit': 'unit',
  'needs-provider': 'provider',
  'no-provider-here': 'provider',
  'unknown-provider': 'provider',
  'needs-end': 'until',
  'ends-before-today': 'until',
  'later-than-end': 'lastDay',
} as const satisfies Partial<Record<PersonProblem, string>>

function isKey(problem: string): problem is keyof typeof FIELD {
  return Object.hasOwn(FIELD, problem)
}

/** A day that was filled in beside "at once" would be lost without a word, and the role ended sooner than meant. */
function whyEndIsUnclear(when: 'now' | 'later', lastDay: string | null): 'needs-last-day' | 'two-ends' | null {
  if (when === 'later') return lastDay === null ? 'needs-last-day' : null
  return lastDay === null ? null : 'two-ends'
}

/** The forms of the page of a person: a role granted or ended, somebody shut out or let in again, their auth sessions ended, a merge taken back. */
export const personForm = defineForm({
  name: 'person',
  permission: 'person.view',
  tokenFor: (intent, { id: personId = '' }) => `person:${intent}:${personId}`,
  intents: {
    'grant-role': {
      role: chosen(z.enum(ROLES), 'no-role'),
      unit: choice,
      provider: choice,
      from: day,
      until: day,
      reason: reasonField,
    },
    'end-role': { grant: fixed(id), when: chosen(z.enum(['now', 'later'])), lastDay: day, reason: reasonField },
    'shut-out': { reason: reasonField },
    'let-in': { reason: reasonField },
    'end-sign-ins': {},
    'undo-merge': { merged: fixed(id), reason: reasonField },
  },
  check: (value) => {
    const problem = value.intent === 'end-role' ? whyEndIsUnclear(value.when, value.lastDay) : null
    return problem ? [{ field: 'lastDay', problem }] : []
  },
  beside: (problem, intent) => {
    if (problem === 'wrong-dates') return intent === 'end-role' ? 'lastDay' : 'until'
    return isKey(problem) ? FIELD[problem] : null
  },
  statuses: { 'no-person': 404 },
  // Whoever sits down at a page that was left open changes nobody's rights.
  freshProof: ['grant-role', 'end-role', 'shut-out', 'let-in', 'undo-merge'],
})
export type PersonForm = SentBy<typeof personForm>
