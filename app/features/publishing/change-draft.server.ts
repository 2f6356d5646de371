import type { Allowed } from '#app/access/actor.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { discardDraft, restoreDraft } from './discard-draft.server.ts'
import { changesOf, type SentDraft } from './draft-form.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { type PickProblem, pickText } from './pick-text.server.ts'
import { type DraftProblem, type SavedDraft, saveDraftFields } from './save-draft.server.ts'

export type EditorProblem = DraftProblem | PickProblem | 'others-wait' | 'restored-before'
type Changed = SavedDraft & { readonly isGone: boolean }

/** Carries out one form of the editor. `isGone`: nothing of the offer is left, because it was a draft alone. */
export function changeDraft(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  sent: SentDraft,
  now: Date,
): Outcome<Changed, EditorProblem> {
  return inTransaction(db, (tx): Outcome<Changed, EditorProblem> => {
    const nothing = { written: [], met: [], isGone: false }
    switch (sent.intent) {
      case 'leave':
        return done(nothing)
      case 'discard': {
        const outcome = discardDraft(tx, actor, id, sent.fingerprint, now)
        return outcome.ok ? done({ ...nothing, isGone: readOfferDraft(tx, actor, id) === null }) : outcome
      }
      case 'pick': {
        const { name, text, pick, seenMine: mine, seenTheirs: theirs } = sent
        const outcome = pickText(tx, actor, id, { name, text, pick, seen: { mine, theirs } }, now)
        return outcome.ok ? done({ ...outcome.value, isGone: false }) : outcome
      }
      case 'restore': {
        const outcome = restoreDraft(tx, actor, id, sent.discarded, now)
        return outcome.ok ? done(nothing) : outcome
      }
      default: {
        const outcome = saveDraftFields(tx, actor, id, changesOf(sent.field), now)
        return outcome.ok ? done({ ...outcome.value, isGone: false }) : outcome
      }
    }
  })
}
