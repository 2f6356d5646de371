import { and, eq, inArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { type Allowed, unitsOf } from '#app/access/actor.ts'
import { type KindId, kindOf } from '#app/features/catalogue/kinds.ts'
import { toDateParts } from '#app/i18n/date-parts.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import { prepared } from '#db/prepare.server.ts'
import { offerDraftFields, offerDrafts, offerDraftTexts } from '#db/schema/publishing.ts'
import type { Tx } from '#db/transaction.server.ts'
import { whyNotKept } from './draft-limits.ts'
import { type MetChange, markOf, mergeFields, type TypedChange } from './merge-fields.ts'
import { type OfferDraft, readOfferDraft } from './offer-drafts.server.ts'
import type { Fields } from './offer-fields.ts'

/** Days until a new offer is looked at again, unless somebody says otherwise. */
const REVIEW_DAYS = 365
/** What saving did: the fields that were written, and those whose text met somebody else's. */
export type SavedDraft = { readonly written: ReadonlyArray<string>; readonly met: ReadonlyArray<string> }
export type DraftProblem = 'gone' | 'unknown-field' | 'too-long'

const OWN_UNIT = 'SELECT unit_id FROM affiliations WHERE person_id = ? ORDER BY starts_on DESC LIMIT 1'
const USUAL_ADDRESS = `SELECT owner_email FROM offers WHERE owner_unit_id = ? GROUP BY owner_email ORDER BY count(*) DESC, owner_email LIMIT 1`

/** What is usual for a new offer of this kind, and for who begins it: their unit, and the address its offers have most often. */
function startOf(tx: Tx, actor: Allowed<'offer.save'>, kind: KindId, now: Date): Map<string, string[]> {
  const held = unitsOf(actor, 'hr-publisher')
  const own = prepared(tx, OWN_UNIT).pluck().get(actor.id) as string | undefined
  const unit = (held === 'all' ? own : held[0]) ?? ''
  const email = (prepared(tx, USUAL_ADDRESS).pluck().get(unit) as string | undefined) ?? ''
  const { day, month, year } = toDateParts(addDays(dayOf(now), REVIEW_DAYS))
  const { format, learningForm } = kindOf(kind).usual
  return new Map([
    ['format', [format]],
    ['learningForm', [learningForm]],
    ['participation', ['individual']],
    ['targetGroups', ['everyone']],
    ['reviewOn', [day, month, year]],
    ...(email ? [['owner.email', [email]] as [string, string[]]] : []),
    ...(unit ? [['owner.unit', [unit]] as [string, string[]], ['units', [unit]] as [string, string[]]] : []),
  ])
}

/** Makes sure that an offer has a draft, and notes that it is worked on. */
export function ensureDraft(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  kind: KindId,
  now: Date,
  createdBy = actor.system ? null : actor.id,
): void {
  const at = Number(now)
  const row = { id, kind, createdBy, createdAt: at, updatedAt: at }
  const begun = tx.insert(offerDrafts).values(row).onConflictDoNothing().run().changes
  if (begun > 0) recordAudit(tx, actor, { action: 'offer-draft.begin', object: { type: 'offer', id } }, now)
  else tx.update(offerDrafts).set({ updatedAt: at }).where(eq(offerDrafts.id, id)).run()
}

/** Writes fields in a draft that is there. What the catalogue had when a field was first changed (`stored`) stays with it. */
export function writeFields(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  { id, stored }: { id: string; stored: Fields | null },
  changes: ReadonlyArray<Pick<TypedChange, 'name' | 'values'>>,
  now: Date,
): void {
  for (const { name, values } of changes) {
    const row = { value: values, changedBy: actor.system ? null : actor.id, changedAt: Number(now) }
    tx.insert(offerDraftFields)
      .values({ draftId: id, name, base: stored ? (stored.get(name) ?? []) : null, ...row })
      .onConflictDoUpdate({ target: [offerDraftFields.draftId, offerDraftFields.name], set: row })
      .run()
  }
}

/** Begins a draft of a new offer of this kind, with what is usual for it, and answers its id: the id the offer will have. */
export function beginDraft(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  kind: KindId,
  now: Date,
  typed: ReadonlyMap<string, ReadonlyArray<string>> = startOf(tx, actor, kind, now),
): string {
  const id = uuidv7()
  ensureDraft(tx, actor, id, kind, now)
  writeFields(
    tx,
    actor,
    { id, stored: null },
    [...typed].map(([name, values]) => ({ name, values })),
    now,
  )
  return id
}

/** Where a field stands again as it is stored, nothing of it waits any more. */
export function dropUnchanged(
  tx: Tx,
  draft: OfferDraft,
  written: ReadonlyArray<Pick<TypedChange, 'name' | 'values'>>,
): void {
  if (!draft.offer) return
  const isStored = ({ name, values }: (typeof written)[number]) => markOf(draft.stored.get(name)) === markOf(values)
  const same = written.filter(isStored).map(({ name }) => name)
  if (same.length === 0) return
  tx.delete(offerDraftFields)
    .where(and(eq(offerDraftFields.draftId, draft.id), inArray(offerDraftFields.name, same)))
    .run()
}

/** Keeps texts that met another one beside it, until their writer has picked. */
export function writeTexts(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  met: ReadonlyArray<Pick<MetChange, 'name' | 'values' | 'text'>>,
  now: Date,
): void {
  for (const { name, values, text } of met) {
    const row = { value: values, writtenAt: Number(now) }
    if (text) tx.update(offerDraftTexts).set(row).where(eq(offerDraftTexts.id, text)).run()
    else
      tx.insert(offerDraftTexts)
        .values({ id: uuidv7(), draftId: id, name, writtenBy: actor.id, ...row })
        .run()
  }
}

/**
 * Keeps what somebody typed in the fields of an offer, merged with what others typed meanwhile (`mergeFields`). A text that met another one is kept
 * beside it until its writer picks. Refuses an offer that is gone or not theirs, a field that no page of the editor has, and one that is too long;
 * then nothing is written.
 */
export function saveDraftFields(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  changes: ReadonlyArray<TypedChange>,
  now: Date,
): Outcome<SavedDraft, DraftProblem> {
  const draft = readOfferDraft(tx, actor, id)
  if (!draft) return refused('gone')
  const problem = whyNotKept(draft, changes)
  if (problem) return refused(problem)
  const { written, met } = mergeFields(draft.fields, changes, draft.waiting)
  if (written.length + met.length === 0) return done({ written: [], met: [] })
  ensureDraft(tx, actor, id, draft.kind, now)
  writeFields(tx, actor, { id, stored: draft.offer && draft.stored }, written, now)
  dropUnchanged(tx, draft, written)
  writeTexts(tx, actor, id, met, now)
  return done({ written: written.map(({ name }) => name), met: met.map(({ name }) => name) })
}
