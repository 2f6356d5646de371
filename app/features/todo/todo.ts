/**
 * What may be asked of somebody: to approve something, to agree to something, to read what was released to them, to read or answer a question,
 * to decide whether a session goes on, to take a place that became free; or something of which the list says no more.
 */
export const TODO_KINDS = [
  'approval',
  'agreement',
  'release',
  'request',
  'decision',
  'review',
  'place',
  'something',
] as const
export type TodoKind = (typeof TODO_KINDS)[number]

/** One thing that waits for somebody, in words for them: never more than the record itself would show them. */
export type TodoItem = {
  /** Of which record, such as `sign-up:` and its id; the same record is asked once. */
  id: string
  kind: TodoKind
  title: string
  /** Who asks, as the reader knows them; null when the portal does. */
  from: string | null
  /** UTC milliseconds. */
  askedAt: number
  /** The last day to answer, such as `2027-02-03`; null when there is none. */
  answerBy: string | null
  /** The page of that record. */
  href: string
}
