import type { Allowed } from '#app/access/actor.ts'
import {
  type Decided,
  decideSession,
  type SessionDecision,
  type SessionDecisionProblem,
} from '#app/features/catalogue/decide-session.server.ts'
import type { Outcome } from '#app/platform/outcome.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'

/** Carries out the form that decides about a session. */
export function decideSent(
  db: Db,
  actor: Allowed<'session.decide'>,
  id: string,
  decision: SessionDecision,
  now: Date,
): Outcome<Decided, SessionDecisionProblem | 'busy'> {
  return refuseWhenBusy(() => inTransaction(db, (tx) => decideSession(tx, actor, id, decision, now)))
}
