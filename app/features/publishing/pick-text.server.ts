import { and, eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { offerDraftFields, offerDraftTexts } from '#db/schema/publishing.ts'
import type { Tx } from '#db/transaction.server.ts'
import { markOf } from './merge-fields.ts'
import { type OfferDraft, readOfferDraft } from './offer-drafts.server.ts'
import { dropUnchanged, ensureDraft, type SavedDraft, writeFields } from './save-draft.server.ts'

/** A choice between two texts of a field, with the marks of both as they were seen. `text`: the one that waits; empty for a field that an import changed too. */
export type TextChoice = {
  readonly name: string
  readonly text: string
  readonly pick: 'mine' | 'theirs'
  readonly seen: { readonly mine: string; readonly theirs: string }
}
export type PickProblem = 'gone' | 'picked-before' | 'changed-meanwhile'

function pickWaiting(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  { name, text, pick, seen }: TextChoice,
  now: Date,
): Outcome<SavedDraft, PickProblem> {
  const mine = draft.waiting.find((one) => one.id === text && one.name === name)
  if (!mine) return refused('picked-before')
  if (markOf(mine.values) !== seen.mine || markOf(draft.fields.get(name)) !== seen.theirs)
    return refused('changed-meanwhile')
  tx.delete(offerDraftTexts).where(eq(offerDraftTexts.id, text)).run()
  if (pick === 'theirs') return done({ written: [], met: [] })
  const change = { name, values: mine.values }
  ensureDraft(tx, actor, draft.id, draft.kind, now)
  writeFields(tx, actor, { id: draft.id, stored: draft.offer && draft.stored }, [change], now)
  dropUnchanged(tx, draft, [change])
  return done({ written: [name], met: [] })
}

/** Between what is typed in a draft and what the catalogue has by now: the draft goes on from there, or lets its text go. */
function pickMoved(
  tx: Tx,
  draft: OfferDraft,
  { name, pick, seen }: TextChoice,
): Outcome<SavedDraft, 'picked-before' | 'changed-meanwhile'> {
  if (!draft.moved.includes(name)) return refused('picked-before')
  const stored = draft.stored.get(name)
  if (markOf(draft.fields.get(name)) !== seen.mine || markOf(stored) !== seen.theirs)
    return refused('changed-meanwhile')
  const field = and(eq(offerDraftFields.draftId, draft.id), eq(offerDraftFields.name, name))
  if (pick === 'theirs') tx.delete(offerDraftFields).where(field).run()
  else
    tx.update(offerDraftFields)
      .set({ base: stored ?? [] })
      .where(field)
      .run()
  return done({ written: [name], met: [] })
}

/**
 * Picks one of two texts that met: one's own takes the place of the other, or goes. Refuses a choice about a text that waits no more, and one in which
 * either text is another by now than was seen; then nothing changes.
 */
export function pickText(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  choice: TextChoice,
  now: Date,
): Outcome<SavedDraft, PickProblem> {
  const draft = readOfferDraft(tx, actor, id)
  if (!draft) return refused('gone')
  return choice.text === '' ? pickMoved(tx, draft, choice) : pickWaiting(tx, actor, draft, choice, now)
}
