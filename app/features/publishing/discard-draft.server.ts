import { and, desc, eq, notExists } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Allowed } from '#app/access/actor.ts'
import { isKind } from '#app/features/catalogue/kinds.ts'
import { isInScope, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { done, type Outcome, refused } from '#app/platform/outcome.ts'
import type { Db } from '#db/open.server.ts'
import { offerDiscards, offerDraftFields, offerDrafts, offerDraftTexts } from '#db/schema/publishing.ts'
import type { Tx } from '#db/transaction.server.ts'
import { markOf, mergeFields } from './merge-fields.ts'
import { isDraftInScope, readOfferDraft } from './offer-drafts.server.ts'
import { ensureDraft, writeFields, writeTexts } from './save-draft.server.ts'

type Kept = { readonly name: string; readonly values: ReadonlyArray<string> }
/** What was thrown away: fields with what the catalogue had there when they were changed, and own texts that waited. */
type Content = {
  readonly fields: ReadonlyArray<Kept & { readonly base: ReadonlyArray<string> | null }>
  readonly texts: ReadonlyArray<Kept>
}
/** What can be taken back: by its id, when it was thrown away and by whom, and how many fields that were. */
export type DiscardedDraft = {
  readonly id: string
  readonly by: string | null
  readonly at: number
  readonly names: ReadonlyArray<string>
}

/** Empties a draft: its fields go, and the draft itself unless a text of somebody in it still waits for a choice. */
export function emptyDraft(tx: Tx, id: string): void {
  tx.delete(offerDraftFields).where(eq(offerDraftFields.draftId, id)).run()
  const texts = tx.select({ id: offerDraftTexts.id }).from(offerDraftTexts).where(eq(offerDraftTexts.draftId, id))
  tx.delete(offerDrafts)
    .where(and(eq(offerDrafts.id, id), notExists(texts)))
    .run()
}

/**
 * Throws away what waits in a draft as somebody saw it (`fingerprint`), with their own texts that wait; those of colleagues stay, and so does what is
 * published. It can be taken back (`restoreDraft`). Refuses a draft that changed since, and one of a new offer in which a text of a colleague waits.
 */
export function discardDraft(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  fingerprint: string,
  now: Date,
): Outcome<'discarded', 'gone' | 'changed-meanwhile' | 'others-wait'> {
  const draft = readOfferDraft(tx, actor, id)
  if (!draft) return refused('gone')
  if (draft.fingerprint !== fingerprint) return refused('changed-meanwhile')
  if (!draft.offer && draft.othersWaiting > 0) return refused('others-wait')
  const fields = [...draft.changed].map(([name, { base }]) => ({ name, values: draft.fields.get(name) ?? [], base }))
  const texts = draft.waiting.map(({ name, values }) => ({ name, values }))
  if (fields.length + texts.length > 0)
    tx.insert(offerDiscards)
      .values({
        id: uuidv7(),
        offerId: id,
        kind: draft.kind,
        createdBy: draft.createdBy,
        content: { fields, texts } satisfies Content,
        discardedBy: actor.system ? null : actor.id,
        discardedAt: Number(now),
      })
      .run()
  const own = and(eq(offerDraftTexts.draftId, id), eq(offerDraftTexts.writtenBy, actor.id))
  tx.delete(offerDraftTexts).where(own).run()
  const before = tx.select({ id: offerDrafts.id }).from(offerDrafts).where(eq(offerDrafts.id, id)).get()
  emptyDraft(tx, id)
  if (before) recordAudit(tx, actor, { action: 'offer-draft.discard', object: { type: 'offer', id } }, now)
  return done('discarded')
}

function mayRestore(db: Db, actor: Allowed<'offer.save'>, row: typeof offerDiscards.$inferSelect): boolean {
  const scope = scopeOf(db, actor)
  const offer = readOffer(db, row.offerId)
  if (offer) return isInScope(scope, offer)
  const { fields } = row.content as Content
  return isDraftInScope(scope, row, new Map(fields.map(({ name, values }) => [name, values])), actor)
}

function lastDiscard(db: Db, actor: Allowed<'offer.save'>, id: string) {
  const row = db
    .select()
    .from(offerDiscards)
    .where(eq(offerDiscards.offerId, id))
    .orderBy(desc(offerDiscards.discardedAt), desc(offerDiscards.id))
    .get()
  return row && mayRestore(db, actor, row) ? row : null
}

/** What was last thrown away of an offer and can be taken back; null when nothing was, or it is not the actor's to change. */
export function findDiscarded(db: Db, actor: Allowed<'offer.save'>, id: string): DiscardedDraft | null {
  const row = lastDiscard(db, actor, id)
  if (!row) return null
  const { fields, texts } = row.content as Content
  const names = [...new Set([...fields, ...texts].map(({ name }) => name))]
  return { id: row.id, by: row.discardedBy, at: row.discardedAt, names }
}

/**
 * Takes back what was last thrown away of an offer (`discarded`: the id that was seen). A field that somebody changed since keeps their text; the one
 * that was thrown away waits beside it for a choice. Refuses what was taken back before, and an offer that is not theirs.
 */
export function restoreDraft(
  tx: Tx,
  actor: Allowed<'offer.save'>,
  id: string,
  discarded: string,
  now: Date,
): Outcome<'restored', 'gone' | 'restored-before'> {
  const row = lastDiscard(tx, actor, id)
  if (!row) return refused(readOfferDraft(tx, actor, id) ? 'restored-before' : 'gone')
  if (row.id !== discarded || !isKind(row.kind)) return refused('restored-before')
  const { fields, texts } = row.content as Content
  const draft = readOfferDraft(tx, actor, id)
  ensureDraft(tx, actor, id, row.kind, now, row.createdBy)
  const stored = draft?.offer ? draft.stored : null
  // What was thrown away is typed again over what the catalogue has: it meets only what somebody typed since.
  const again = fields.map(({ name, values }) => ({ name, values, was: markOf(stored?.get(name)) }))
  const { written, met } = mergeFields(draft?.fields ?? new Map(), again, draft?.waiting)
  const bases =
    stored && new Map([...stored, ...fields.flatMap(({ name, base }) => (base ? [[name, base] as const] : []))])
  writeFields(tx, actor, { id, stored: bases }, written, now)
  writeTexts(tx, actor, id, [...met, ...texts.map((one) => ({ ...one, text: null }))], now)
  tx.delete(offerDiscards).where(eq(offerDiscards.id, row.id)).run()
  recordAudit(tx, actor, { action: 'offer-draft.restore', object: { type: 'offer', id } }, now)
  return done('restored')
}
