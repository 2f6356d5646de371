import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { type Allowed, asSystem } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { firstDayKept, type IsoPeriod } from '#app/platform/duration.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { prepared } from '#db/prepare.server.ts'
import { people } from '#db/schema/people.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { revokeSessions } from './auth-sessions.server.ts'
import { idsOfPerson, standsFor } from './records/aliases.server.ts'

/**
 * A step of another feature before somebody is erased: it takes away what it keeps of them, in its own files. What is left when it is cut
 * off is done the next night, since the person is still there.
 */
export type PersonLeaves = (files: PortalFiles, personId: string, now: Date) => void

/** The last day of each thing that ties somebody, or a record merged into them, to the university; a day in the far future when it has no end. Two hours: no day here begins earlier than in UTC+2. */
const LAST_DAYS = `
  SELECT person_id, coalesce(ends_on, '9999-12-31') AS day FROM affiliations
  UNION ALL SELECT person_id, coalesce(ends_on, '9999-12-31') FROM role_grants
  UNION ALL SELECT person_id, coalesce(date(ends_at / 1000 + 7200, 'unixepoch'), '9999-12-31') FROM relations`

/**
 * Whose time is over: employment, roles and relations ended, the last of them as long ago as `keep`. Somebody who never had any is not
 * gone: they were added a moment ago.
 */
export function idsOfGone(db: Db, keep: IsoPeriod, now: Date): string[] {
  // The last day counts: it is kept for the whole of it.
  return prepared(
    db,
    `SELECT ${standsFor('days.person_id')} AS person FROM (${LAST_DAYS}) AS days GROUP BY person HAVING max(day) < ?`,
  )
    .pluck()
    .all(firstDayKept(keep, now)) as string[]
}

/**
 * Erases somebody, in steps: what other features keep of them in other files; their row in the main file and those that were merged into
 * it, and with these identities, positions, roles and relations; their auth sessions. Nothing in one file cascades into another.
 */
export function erasePerson(
  files: PortalFiles & { readonly authStore: AuthStore },
  actor: Allowed<'person.erase'>,
  personId: string,
  leaves: ReadonlyArray<PersonLeaves>,
  now: Date,
): void {
  const { db, authStore } = files
  for (const id of idsOfPerson(db, personId)) for (const leave of leaves) leave(files, id, now)
  const ids = inTransaction(db, (tx) => {
    const all = idsOfPerson(tx, personId)
    const operationId = randomUUID()
    for (const id of all) {
      const { changes } = tx.delete(people).where(eq(people.id, id)).run()
      if (changes === 0) continue
      const act = { action: 'person.erase', object: { type: 'person', id }, operationId } as const
      recordAudit(tx, actor, { ...act, ground: 'retention' }, now)
    }
    return all
  })
  for (const of of ids) revokeSessions(authStore, asSystem('retention', 'sign-in.end-others'), { of })
}
