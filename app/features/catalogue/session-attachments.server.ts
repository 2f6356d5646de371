import { and, eq, getTableName, inArray, ne, type SQL } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Db } from '#db/open.server.ts'
import { relations } from '#db/schema/people.ts'
import { signUps } from '#db/schema/sign-ups.ts'

/** A table with rows that belong to a session: which column names the session, which the person, and which of its rows count. */
export type SessionAttachment = { session: SQLiteColumn; person: SQLiteColumn; where?: SQL }

/**
 * Everything that attaches to a session; a session with any of it is cancelled, never deleted. A new table that refers to `sessions` has
 * its line here: a test compares the list with the foreign keys of the database.
 */
export const SESSION_ATTACHMENTS: ReadonlyArray<SessionAttachment> = [
  { session: relations.recordId, person: relations.personId, where: eq(relations.recordType, 'session') },
  { session: signUps.sessionId, person: signUps.personId, where: ne(signUps.holds, 'nothing') },
]

/** The names of the tables in such a list. */
export function tablesOf(attachments: ReadonlyArray<SessionAttachment>): string[] {
  return attachments.map(({ session }) => getTableName(session.table))
}

/** For each of these sessions that anything is attached to: whom that concerns, each person once. */
export function attachedTo(
  db: Db,
  sessionIds: ReadonlyArray<string>,
  attachments: ReadonlyArray<SessionAttachment> = SESSION_ATTACHMENTS,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  if (sessionIds.length === 0) return found
  for (const { session, person, where } of attachments) {
    const rows = db
      .selectDistinct({ session, person })
      .from(session.table)
      .where(and(inArray(session, [...sessionIds]), where))
      .all() as Array<{ session: string; person: string }>
    for (const row of rows) found.set(row.session, (found.get(row.session) ?? new Set()).add(row.person))
  }
  return found
}
