import type { Allowed } from '#app/access/actor.ts'
import type { Outcome } from '#app/platform/outcome.ts'
import type { AuthStore } from '#db/auth-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { mergePeople } from './merge-people.server.ts'
import type { MergeProblem } from './roles/merge-rules.ts'

/** Merges another record into somebody's, as a whole or not at all. Answers for whom it then stands. */
export function mergeAsAdministrator(
  db: Db,
  authStore: AuthStore,
  actor: Allowed<'person.merge'>,
  { id, otherId, reason }: { id: string; otherId: string; reason: string | undefined },
  now: Date,
): Outcome<string, MergeProblem> {
  const merge = { mergedId: otherId, intoId: id, reason: reason ?? '' }
  return inTransaction(db, (tx) => mergePeople(tx, authStore, actor, merge, now))
}
