import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { wallClock } from '#app/i18n/zoned-time.ts'
import { done, type Outcome } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { discardDraft, restoreDraft } from './discard-draft.server.ts'
import { changesOf, type SentDraft } from './draft-form.server.ts'
import { fieldLabel } from './editor-rows.server.ts'
import { leaveEditor } from './editors.server.ts'
import { markOf } from './merge-fields.ts'
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
        leaveEditor(tx, actor, id)
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

/** What a page that keeps by itself hears back: when, the marks of the fields it sent, and the names of those that met another text. */
export function keptAnswer(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  { met }: SavedDraft,
  sent: SentDraft,
  language: Language,
  now: Date,
): { at: string; marks: Record<string, string>; met: string[] } {
  const draft = readOfferDraft(db, actor, id)
  const names = sent.intent === 'auto' || sent.intent === 'save' ? sent.field.map(({ name }) => name) : []
  return {
    at: wallClock(Number(now)).time,
    marks: Object.fromEntries(
      names.filter((name) => !met.includes(name)).map((name) => [name, markOf(draft?.fields.get(name))]),
    ),
    met: draft ? met.map((name) => fieldLabel(draft.kind, name, language)) : [],
  }
}
