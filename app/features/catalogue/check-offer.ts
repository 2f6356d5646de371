import type { z } from 'zod'
import type { DiscreetProblem } from './discreet-rules.ts'
import { isKind, kindOf } from './kinds.ts'
import { type CheckedOffer, type OfferInput, offerSchema } from './offer-schema.ts'

/** One thing wrong with an offer: the field, as `title` or `sessions.0.days`, and what is wrong by name. */
export type OfferProblem = {
  field: string
  problem:
    | 'missing'
    | 'too-long'
    | 'wrong-value'
    | 'unknown-value'
    | 'unknown-kind'
    | 'skipped-hour'
    | 'discreet-fixed'
    | 'owner-only'
    | DiscreetProblem
}

function problemOf(issue: z.core.$ZodIssue): OfferProblem['problem'] {
  if (issue.input === undefined || (issue.code === 'custom' && issue.params?.missing)) return 'missing'
  if (issue.code === 'custom' && issue.params?.skipped) return 'skipped-hour'
  if (issue.code === 'invalid_value') return 'unknown-value'
  if (
    (issue.code === 'too_big' || issue.code === 'too_small') &&
    (issue.origin === 'string' || issue.origin === 'array')
  ) {
    return issue.code === 'too_big' ? 'too-long' : 'missing'
  }
  return 'wrong-value'
}

function problems(error: z.ZodError, prefix: string): OfferProblem[] {
  return error.issues.map((issue) => ({
    field: [prefix, ...issue.path].filter((part) => part !== '').join('.'),
    problem: problemOf(issue),
  }))
}

/** What is wrong with the details of an offer by its kind's own schema, whatever else is wrong with the offer. */
export function detailProblems(kind: string, details: unknown): OfferProblem[] {
  if (!isKind(kind)) return []
  const read = kindOf(kind).details.safeParse(details, { reportInput: true })
  return read.success ? [] : problems(read.error, 'details')
}

/** What every offer has, with details that nobody checked: to look at the rest of an offer whose details are half-written. Null where that cannot be read either. */
export function commonOffer(input: OfferInput): CheckedOffer | null {
  const common = offerSchema.safeParse(input)
  return common.success ? common.data : null
}

/** Checks what every offer has and what its kind adds. Units, providers and competences are checked against the database when saving. */
export function checkOffer(
  input: OfferInput,
): { ok: true; offer: CheckedOffer } | { ok: false; problems: OfferProblem[] } {
  const common = offerSchema.safeParse(input, { reportInput: true })
  if (!common.success) return { ok: false, problems: problems(common.error, '') }
  const offer = common.data
  if (!isKind(offer.kind)) return { ok: false, problems: [{ field: 'kind', problem: 'unknown-kind' }] }
  const kind = kindOf(offer.kind)
  const details = kind.details.safeParse(offer.details, { reportInput: true })
  if (!details.success) return { ok: false, problems: problems(details.error, 'details') }
  if (!kind.sessions && offer.sessions.length > 0)
    return { ok: false, problems: [{ field: 'sessions', problem: 'wrong-value' }] }
  return { ok: true, offer: { ...offer, details: details.data as Record<string, unknown> } }
}
