import type { Allowed } from '#app/access/actor.ts'
import { formatDayMonthYear } from '#app/i18n/format.ts'
import type { Language } from '#app/i18n/languages.ts'
import { dayOf } from '#app/i18n/zoned-time.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { Db } from '#db/open.server.ts'
import { SOURCES, type TodoSource } from './sources.server.ts'
import type { TodoKind } from './todo.ts'
import { inOrderOfDueDate, isLate } from './todo-rules.ts'

export type TodoRow = {
  id: string
  kind: TodoKind
  title: string
  from: string | null
  asked: string
  answerBy: string | null
  isLate: boolean
  href: string
}

/** The page "Asked of me": what waits for the actor, from every feature, as words and days. */
export function findAskedPage(
  db: Db,
  actor: Allowed<'todo.view'>,
  language: Language,
  now: Date,
  confidential: ConfidentialDb,
  sources: ReadonlyArray<TodoSource> = SOURCES,
): TodoRow[] {
  const today = dayOf(now)
  return inOrderOfDueDate(sources.flatMap((source) => source(db, actor, language, now, confidential))).map((one) => ({
    id: one.id,
    kind: one.kind,
    title: one.title,
    from: one.from,
    asked: formatDayMonthYear(language, one.askedAt),
    answerBy: one.answerBy && formatDayMonthYear(language, one.answerBy),
    isLate: isLate(one, today),
    href: one.href,
  }))
}
