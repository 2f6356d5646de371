/** What a verb answers: a value, or a refusal by name that the screen has a text for. An exception is a defect. */
export type Outcome<T, Problem extends string> = { ok: true; value: T } | { ok: false; problem: Problem }

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function refused<Problem extends string>(problem: Problem): { ok: false; problem: Problem } {
  return { ok: false, problem }
}
