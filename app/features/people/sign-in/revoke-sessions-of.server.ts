import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import { people } from '#db/schema/people.ts'
import type { Tx } from '#db/transaction.server.ts'
import { revokeSessions } from '../auth-sessions.server.ts'

/**
 * Ends every auth session of another person and records it in the audit log (ASVS 7.4.5). The log is written first: if that fails, the
 * person only signs in once more. Refuses one's own sessions, which end on the account page. Returns how many ended.
 */
export function revokeSessionsOf(
  tx: Tx,
  authStore: AuthStore,
  actor: Allowed<'sign-in.end-others'>,
  end: { personId: string; reason?: string },
  now: Date,
): Outcome<number, 'no-person' | 'own-role'> {
  const { personId, reason } = end
  if (personId === actor.id) return refused('own-role')
  if (!tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).get()) return refused('no-person')
  const object = { type: 'person', id: personId }
  recordAudit(tx, actor, { action: 'sign-in.end-others', object, subjectId: personId, reason }, now)
  return done(revokeSessions(authStore, actor, { of: personId }))
}
