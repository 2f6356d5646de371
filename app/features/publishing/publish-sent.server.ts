import type { Allowed } from '#app/access/actor.ts'
import type { SentBy } from '#app/platform/http/form/define-form.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { type publishForm, windowOf } from './publish-form.server.ts'

type Problem =
  | 'gone'
  | 'changed-meanwhile'
  | 'not-yours'
  | 'texts-wait'
  | 'not-ready'
  | 'wrong-day'
  | 'until-before-from'

/** Carries out the form of the page before publishing. What is in the way stands on that page, so that `not-ready` needs no more words. */
export function publishSent(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  sent: SentBy<typeof publishForm>,
  now: Date,
): Outcome<'published' | 'archived', Problem> {
  const window = sent.intent === 'publish' ? windowOf(sent) : { from: null, until: null }
  if (window === 'wrong-day') return refused('wrong-day')
  if (window.from !== null && window.until !== null && window.until <= window.from) return refused('until-before-from')
  const state = sent.intent === 'publish' ? 'published' : 'archived'
  const outcome = inTransaction(db, (tx) =>
    publishDraft(tx, actor, id, { ...window, state, fingerprint: sent.fingerprint }, now),
  )
  return outcome.ok ? done(state) : refused(outcome.problem)
}
