import type { EndRoleProblem, RoleProblem } from './roles/role-rules.ts'

/** What an administrator can do on the page of a person, one form each. */
export const PERSON_INTENTS = ['grant-role', 'end-role', 'shut-out', 'let-in', 'end-sign-ins'] as const
export type PersonIntent = (typeof PERSON_INTENTS)[number]

/** Why nothing was changed: what a rule refuses, and what cannot be read. */
export type PersonProblem =
  | RoleProblem
  | EndRoleProblem
  | 'no-role'
  | 'no-date'
  | 'needs-last-day'
  | 'two-ends'
  | 'reason-too-long'
  | 'busy'
