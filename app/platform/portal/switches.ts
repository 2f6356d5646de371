/** One thing that can be off. `allowed`: the environment allows it; `on`: it is allowed, and administrators have not switched it off. */
export type Switch<Id extends string> = { id: Id; allowed: boolean; on: boolean }

/** What is on, from the two that decide: the environment is the upper bound, and administrators switch off within it. */
export function switchesOf<Id extends string>(
  all: ReadonlyArray<Id>,
  { allowed, off }: { allowed: ReadonlyArray<string>; off: ReadonlyArray<string> },
): Array<Switch<Id>> {
  return all.map((id) => ({ id, allowed: allowed.includes(id), on: allowed.includes(id) && !off.includes(id) }))
}

/** The ids of what is on. */
export function idsOn<Id extends string>(switches: ReadonlyArray<Switch<Id>>): Id[] {
  return switches.filter(({ on }) => on).map(({ id }) => id)
}

/** What is switched off once a form has said what is on. What the environment forbids stays as it was: the form cannot ask for it. */
export function idsOff<Id extends string>(
  switches: ReadonlyArray<Switch<Id>>,
  wanted: ReadonlyArray<string>,
  offBefore: ReadonlyArray<string>,
): Id[] {
  return switches
    .filter(({ id, allowed }) => (allowed ? !wanted.includes(id) : offBefore.includes(id)))
    .map(({ id }) => id)
}
