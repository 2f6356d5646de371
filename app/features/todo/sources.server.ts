import type { Allowed } from '#app/access/actor.ts'
import { enquiryTodos } from '#app/features/enquiries/enquiry-todos.server.ts'
import { decisionTodos } from '#app/features/publishing/decision-page.queries.server.ts'
import { reviewTodos } from '#app/features/publishing/review-todos.server.ts'
import { offeredTodos } from '#app/features/sign-up/own-sign-ups.queries.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import type { Db } from '#db/open.server.ts'
import type { TodoItem } from './todo.ts'

/**
 * What one feature asks of somebody: only records this person may answer, by that feature's own rule and filter in SQL. Being somebody's
 * line manager is no reason to be in the list; that a record was put to this person is.
 */
export type TodoSource = (
  db: Db,
  actor: Allowed<'todo.view'>,
  language: Language,
  now: Date,
  confidential: ConfidentialDb,
) => ReadonlyArray<TodoItem>

/** The features that ask something of people; each adds its line here. */
export const SOURCES: ReadonlyArray<TodoSource> = [enquiryTodos, decisionTodos, reviewTodos, offeredTodos]
