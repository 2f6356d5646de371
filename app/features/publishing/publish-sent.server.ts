import type { Allowed } from '#app/access/actor.ts'
import type { SentBy } from '#app/platform/http/form/define-form.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { archiveOffer } from './archive-offer.server.ts'
import { closedDays } from './closed-days.server.ts'
import { type OfferDraft, readOfferDraft } from './offer-drafts.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { type publishForm, windowOf } from './publish-form.server.ts'
import { viewOfferChecks } from './view-checks.server.ts'

type Problem =
  | 'gone'
  | 'changed-meanwhile'
  | 'not-yours'
  | 'texts-wait'
  | 'not-ready'
  | 'wrong-day'
  | 'until-before-from'

/** Whether something in a draft has to be solved before it can be published. */
function hasSolveFirst(tx: Tx, actor: Allowed<'offer.save'>, draft: OfferDraft, now: Date): boolean {
  return viewOfferChecks(tx, actor, draft, 'nl', now, closedDays(tx)).solveFirst.length > 0
}

/** Carries out the form of the page before publishing. What is in the way stands on that page, so that `not-ready` needs no more words. */
export function publishSent(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  sent: SentBy<typeof publishForm>,
  now: Date,
): Outcome<'published' | 'archived', Problem> {
  if (sent.intent === 'archive') return inTransaction(db, (tx) => archiveOffer(tx, actor, id, now))
  const window = windowOf(sent)
  if (window === 'wrong-day') return refused('wrong-day')
  if (window.from !== null && window.until !== null && window.until <= window.from) return refused('until-before-from')
  const outcome = inTransaction(db, (tx) => {
    const draft = readOfferDraft(tx, actor, id)
    // What contradicts itself is stopped here too, with the list on the page.
    const isStopped = draft?.fingerprint === sent.fingerprint && hasSolveFirst(tx, actor, draft, now)
    if (isStopped) return { ok: false, problem: 'not-ready' } as const
    return publishDraft(tx, actor, id, { ...window, fingerprint: sent.fingerprint }, now)
  })
  return outcome.ok ? done('published') : refused(outcome.problem)
}
