import type { TodoItem } from './todo.ts'

/** What waits for somebody, in the order to answer it: what has a last day first, the nearest first; then what was asked longest ago. Each record once. */
export function inOrderOfDueDate(asked: ReadonlyArray<TodoItem>): TodoItem[] {
  const once = [...new Map(asked.map((one) => [one.id, one])).values()]
  const last = (one: TodoItem) => one.answerBy ?? '9999-12-31'
  return once.sort((a, b) => last(a).localeCompare(last(b)) || a.askedAt - b.askedAt || a.id.localeCompare(b.id))
}

/** Whether the last day to answer has passed on this day (`2027-02-03`). */
export function isLate(one: Pick<TodoItem, 'answerBy'>, today: string): boolean {
  return one.answerBy !== null && one.answerBy < today
}
