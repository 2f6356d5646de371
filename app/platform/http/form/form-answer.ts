/** What every form can be refused for; the portal says it in words of its own. */
export const GENERAL_PROBLEMS = ['bad-form', 'old-form', 'other-sign-in', 'too-often', 'too-large'] as const
/** `busy`: the file could not be had for five seconds. A page that has words of its own for it says those. */
export type GeneralProblem = (typeof GENERAL_PROBLEMS)[number] | 'busy'

/** One thing that is wrong: beside which field (null: the whole form), and its words when the server says them. */
export type FormProblem<P extends string = string> = {
  readonly field: string | null
  readonly problem: P | GeneralProblem
  readonly text?: string
  /** What the words of the problem need to know. */
  readonly with?: Readonly<Record<string, string>>
}

/** The answer to a form that was not carried out: what is wrong, and everything that was sent, so that nothing typed is lost. */
export type FormAnswer<P extends string = string> = {
  readonly form: string
  /** Which of the forms of the page it was. */
  readonly intent: string
  readonly problems: ReadonlyArray<FormProblem<P>>
  /** What stood in each field, by its name. */
  readonly sent: Readonly<Record<string, ReadonlyArray<string>>>
  /** How many things each list holds, by its name. */
  readonly lists: Readonly<Record<string, number>>
  /** The list that just got a thing more: its first field takes the focus. */
  readonly added: string | null
  /** Another one with each answer, so that a page shows what was sent and not what it showed before. */
  readonly stamp: string
}
