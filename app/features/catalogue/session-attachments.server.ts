import { and, eq, getTableName, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Db } from '#db/open.server.ts'
import { relations } from '#db/schema/people.ts'
import { signUps } from '#db/schema/sign-ups.ts'

/** A table with rows that belong to a session: which column names the session, which the person, which of its rows do, and of whom it still is a concern. */
export type SessionAttachment = { session: SQLiteColumn; person: SQLiteColumn; where?: SQL; concerns?: SQL }

/**
 * Everything that attaches to a session; a session with any of it is cancelled, never deleted. A new table that refers to `sessions` has
 * its line here: a test compares the list with the foreign keys of the database.
 */
export const SESSION_ATTACHMENTS: ReadonlyArray<SessionAttachment> = [
  { session: relations.recordId, person: relations.personId, where: eq(relations.recordType, 'session') },
  { session: signUps.sessionId, person: signUps.personId, concerns: ne(signUps.holds, 'nothing') },
]

/** The names of the tables in such a list. */
export function tablesOf(attachments: ReadonlyArray<SessionAttachment>): string[] {
  return attachments.map(({ session }) => getTableName(session.table))
}

/** For each of these sessions that anything is attached to: whom that concerns, each person once; nobody where all that is left is what was given up. */
export function attachedTo(
  db: Db,
  sessionIds: ReadonlyArray<string>,
  attachments: ReadonlyArray<SessionAttachment> = SESSION_ATTACHMENTS,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  if (sessionIds.length === 0) return found
  for (const { session, person, where, concerns } of attachments) {
    const rows = db
      .selectDistinct({ session, person, counts: concerns ? sql<number>`${concerns}` : sql<number>`1` })
      .from(session.table)
      .where(and(inArray(session, [...sessionIds]), where))
      .all() as Array<{ session: string; person: string; counts: number }>
    for (const row of rows) {
      const people = found.get(row.session) ?? new Set()
      if (row.counts) people.add(row.person)
      found.set(row.session, people)
    }
  }
  return found
}

/** Whether anything that is attached to these sessions still is somebody's concern. */
export function concernsAnybody(...[db, sessionIds, attachments]: Parameters<typeof attachedTo>): boolean {
  return [...attachedTo(db, sessionIds, attachments).values()].some(({ size }) => size > 0)
}
