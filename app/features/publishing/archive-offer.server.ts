import type { Allowed } from '#app/access/actor.ts'
import { isInScope, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Tx } from '#db/transaction.server.ts'

/** Takes an offer out of the catalogue as it is stored there. What waits in its draft stays there, whether it can be read or not. Refuses one that is not stored, or not theirs. */
export function archiveOffer(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  now: Date,
): Outcome<'archived', 'gone' | 'not-yours' | 'not-ready'> {
  const offer = readOffer(tx, id)
  if (!offer || !isInScope(scopeOf(tx, actor), offer)) return refused('gone')
  const archived = { ...offer, state: 'archived', publishFrom: null, publishUntil: null } as const
  const saved = saveOffer(tx, actor, archived, now, { id })
  if (saved.ok) return done('archived')
  return refused(saved.problem === 'not-yours' ? 'not-yours' : 'not-ready')
}
