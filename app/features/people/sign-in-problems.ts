/** Why signing in with the sign-in service did not work: each has a title and a text in people.json (`signInProblem`). */
export const SIGN_IN_PROBLEMS = [
  'cancelled',
  'too-late',
  'unknown-way',
  'unreachable',
  'busy',
  'refused-by-service',
  'not-right',
  'not-assured',
  'other-person',
  'other-organisation',
  'not-employed',
  'incomplete',
  'waits',
  'no-access',
] as const
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number]

/** The problem a page's address names, when there is such a one. */
export function problemNamed(name: string | null): SignInProblem | null {
  return SIGN_IN_PROBLEMS.find((one) => one === name) ?? null
}

/** Trying again at once changes nothing about these: somebody has to be asked. */
const NEEDS_SOMEBODY: ReadonlyArray<SignInProblem> = ['not-employed', 'incomplete', 'waits', 'no-access']

export function mayTryAgain(problem: SignInProblem): boolean {
  return !NEEDS_SOMEBODY.includes(problem)
}
