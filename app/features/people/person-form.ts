import type { UnmergeProblem } from './roles/merge-rules.ts'
import type { EndRoleProblem, RoleProblem } from './roles/role-rules.ts'

/** What an administrator can do on the page of a person, one form each. */
export const PERSON_INTENTS = ['grant-role', 'end-role', 'shut-out', 'let-in', 'end-sign-ins', 'undo-merge'] as const
export type PersonIntent = (typeof PERSON_INTENTS)[number]
/** What the page says was done: by one of its own forms, or on the page that merges. */
export const PERSON_DONE = [...PERSON_INTENTS, 'merge'] as const
export type PersonDone = (typeof PERSON_DONE)[number]

/** Why nothing was changed: what a rule refuses, and what cannot be read. */
export type PersonProblem =
  | RoleProblem
  | EndRoleProblem
  | UnmergeProblem
  | 'no-role'
  | 'no-date'
  | 'needs-last-day'
  | 'two-ends'
  | 'reason-too-long'
  | 'busy'
