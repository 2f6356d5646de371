import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { tell } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Door } from '#db/auth-store.server.ts'
import { people } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import { endSignInsOf } from '../auth-sessions.server.ts'

/**
 * Ends every sign-in of somebody else and tells it in the log (ASVS 7.4.5). The log is written first: should it not be kept, the person
 * only signs in once more. For one's own there is the page of the own account. Answers how many ended.
 */
export function endAllSignInsOf(
  tx: Tx,
  door: Door,
  actor: Allowed<'sign-in.end-others'>,
  end: { personId: string; reason?: string },
  now: Date,
): Outcome<number, 'no-person' | 'own-role'> {
  const { personId, reason } = end
  if (personId === actor.id) return refused('own-role')
  if (!tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).get()) return refused('no-person')
  const object = { type: 'person', id: personId }
  tell(tx, actor, { action: 'sign-in.end-others', object, subjectId: personId, reason }, now)
  return done(endSignInsOf(door, actor, personId))
}
