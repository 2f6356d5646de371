import type { Allowed } from '#app/access/actor.ts'
import type { Language } from '#app/i18n/languages.ts'
import { wallClock } from '#app/i18n/zoned-time.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { changesOf, type SentDraft } from './draft-form.server.ts'
import type { KeptDraft } from './editor-field.ts'
import { fieldLabel } from './editor-rows.server.ts'
import { leaveEditor, touchEditor } from './editors.server.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { type DraftProblem, saveDraftFields } from './save-draft.server.ts'

/**
 * Keeps what a page of the editor sends by itself, notes that its reader is there or left, and answers what the page has to know. A mark is answered only
 * for a field in which now stands, or waits, what was sent: what somebody else typed there was not before the reader's eyes.
 */
export function keepDraft(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  sent: SentDraft,
  language: Language,
  now: Date,
): Outcome<KeptDraft, DraftProblem> {
  return inTransaction(db, (tx): Outcome<KeptDraft, DraftProblem> => {
    const before = readOfferDraft(tx, actor, id)
    if (!before) return refused('gone')
    if (sent.intent === 'leave') leaveEditor(tx, actor, id)
    if (sent.intent === 'auto') touchEditor(tx, actor, id, now)
    const changes = sent.intent === 'auto' ? changesOf(sent.field) : []
    const saved = saveDraftFields(tx, actor, id, changes, now)
    if (!saved.ok) return saved
    const draft = readOfferDraft(tx, actor, id) ?? before
    const { met } = saved.value
    const stands = ({ name, values }: (typeof changes)[number]) =>
      met.includes(name) || markOf(draft.fields.get(name)) === markOf(values)
    return done({
      at: wallClock(Number(now)).time,
      marks: Object.fromEntries(changes.filter(stands).map(({ name, values }) => [name, markOf(values)])),
      met: met.map((name) => fieldLabel(draft.kind, name, language)),
      fingerprint: { before: before.fingerprint, after: draft.fingerprint },
    })
  })
}
