import type { Allowed } from '#app/access/actor.ts'
import { checkOffer, type OfferProblem } from '#app/features/catalogue/check-offer.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { done } from '#app/platform/outcome.ts'
import type { Tx } from '#db/transaction.server.ts'
import { emptyDraft } from './discard-draft.server.ts'
import { foreignMedia } from './draft-media.server.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { offerOfFields, type UnreadField } from './offer-fields.ts'

/** From when until when an offer is to be shown (UTC milliseconds). */
export type Publication = {
  readonly from: number | null
  readonly until: number | null
}
/** A field of the editor, or of the offer, and what is wrong with it. */
export type PublishProblem = UnreadField | OfferProblem

export type Published =
  | { ok: true; value: { id: string; change: 'new' | 'changed' | 'unchanged' } }
  | { ok: false; problem: 'gone' | 'changed-meanwhile' | 'not-yours' | 'texts-wait' }
  | { ok: false; problem: 'not-ready'; problems: ReadonlyArray<PublishProblem> }

/**
 * Publishes an offer as somebody saw it: the draft in one step, by the same verb as every other change. Refuses a draft that changed since they looked
 * (`fingerprint`), own texts that wait for a choice and fields that the catalogue has otherwise by now (texts of colleagues go on waiting), what cannot be read or saved, and an offer that is not theirs; then nothing changes.
 */
export function publishDraft(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  { fingerprint, from, until }: Publication & { fingerprint: string },
  now: Date,
): Published {
  const draft = readOfferDraft(tx, actor, id)
  if (!draft) return { ok: false, problem: 'gone' }
  if (draft.fingerprint !== fingerprint) return { ok: false, problem: 'changed-meanwhile' }
  if (draft.waiting.length + draft.moved.length > 0) return { ok: false, problem: 'texts-wait' }
  const { input, problems } = offerOfFields(draft.kind, draft.fields, draft.offer)
  if (problems.length > 0) return { ok: false, problem: 'not-ready', problems }
  const checked = checkOffer({ ...input, state: 'published', publishFrom: from, publishUntil: until })
  if (!checked.ok) return { ok: false, problem: 'not-ready', problems: checked.problems }
  const foreign = foreignMedia(tx, actor, draft, checked.offer)
  if (foreign.length > 0)
    return { ok: false, problem: 'not-ready', problems: foreign.map((field) => ({ field, problem: 'wrong-value' })) }
  const saved = saveOffer(tx, actor, checked.offer, now, { id })
  if (!saved.ok) {
    if (saved.problem === 'not-yours') return { ok: false, problem: 'not-yours' }
    return { ok: false, problem: 'not-ready', problems: saved.problems }
  }
  emptyDraft(tx, id)
  return done(saved.value)
}
