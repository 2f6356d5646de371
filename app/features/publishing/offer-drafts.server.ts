import { asc, eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { isKind, type KindId } from '#app/features/catalogue/kinds.ts'
import { isInScope, type OfferScope, scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import { type Offer, readOffer } from '#app/features/catalogue/offer-store.server.ts'
import type { Db } from '#db/open.server.ts'
import { offerDraftFields, offerDrafts, offerDraftTexts } from '#db/schema/publishing.ts'
import { markOf } from './merge-fields.ts'
import { type Fields, fieldsOfOffer } from './offer-fields.ts'

/** Who changed a field of a draft last, by id, and when. */
export type ChangedField = {
  readonly by: string | null
  readonly at: number
  /** What the catalogue had there when it was first changed; null for an offer that was not there. */
  readonly base: ReadonlyArray<string> | null
}

/** An offer as the editor works with it: what is stored, with the draft over it. */
export type OfferDraft = {
  readonly id: string
  readonly kind: KindId
  /** The offer as the catalogue has it; null for one that was never published nor brought in. */
  readonly offer: Offer | null
  /** What stands in the fields: what is stored, with what was typed over it. */
  readonly fields: Fields
  /** The same without the draft; empty for an offer that is not stored. */
  readonly stored: Fields
  /** The fields that were changed and are not published, by name. */
  readonly changed: ReadonlyMap<string, ChangedField>
  /** Texts of the reader's own that met another one and wait for a choice. */
  readonly waiting: ReadonlyArray<{
    readonly id: string
    readonly name: string
    readonly values: ReadonlyArray<string>
    readonly at: number
  }>
  /** Changed fields that the catalogue has otherwise by now than when they were changed, as after an import: somebody chooses before publishing. */
  readonly moved: ReadonlyArray<string>
  /** How many texts of colleagues wait for their choice. */
  readonly othersWaiting: number
  readonly createdBy: string | null
  /** When something was last typed; null where nothing waits. */
  readonly changedAt: number | null
  /** Another one as soon as anything changes: what somebody confirms is what they saw. */
  readonly fingerprint: string
}

type Row = typeof offerDrafts.$inferSelect

/** A draft of an offer that is not there yet belongs to whoever began it, and to the units it names. */
export function isDraftInScope(
  scope: OfferScope,
  row: Pick<Row, 'createdBy'>,
  fields: Fields,
  actor: Allowed<'offer.save'>,
): boolean {
  if (scope === 'all' || row.createdBy === actor.id) return true
  return isInScope(scope, { owner: { unit: fields.get('owner.unit')?.[0] ?? '' }, units: fields.get('units') ?? [] })
}

function typedFields(db: Db, id: string) {
  return db
    .select()
    .from(offerDraftFields)
    .where(eq(offerDraftFields.draftId, id))
    .orderBy(asc(offerDraftFields.name))
    .all()
}

function waitingTexts(db: Db, id: string) {
  return db
    .select()
    .from(offerDraftTexts)
    .where(eq(offerDraftTexts.draftId, id))
    .orderBy(asc(offerDraftTexts.name), asc(offerDraftTexts.writtenAt), asc(offerDraftTexts.id))
    .all()
}

/** Whether the catalogue has something else in a field than when it was changed, and than what it was changed to. */
function hasMoved({ name, value, base }: ReturnType<typeof typedFields>[number], stored: Fields): boolean {
  if (base === null) return false
  const now = markOf(stored.get(name))
  return now !== markOf(base as string[]) && now !== markOf(value as string[])
}

/** The offer with this id and what waits in its draft; null when there is neither, or it is not the actor's to change. */
export function readOfferDraft(db: Db, actor: Allowed<'offer.save'>, id: string): OfferDraft | null {
  const scope = scopeOf(db, actor)
  const offer = readOffer(db, id) ?? null
  const row = db.select().from(offerDrafts).where(eq(offerDrafts.id, id)).get()
  if (offer ? !isInScope(scope, offer) : !row) return null
  const kind = offer?.kind ?? row?.kind ?? ''
  if (!isKind(kind)) return null
  const typed = row ? typedFields(db, id) : []
  const stored: Fields = offer ? fieldsOfOffer(offer) : new Map()
  const fields = new Map(stored)
  for (const { name, value } of typed) fields.set(name, value as string[])
  if (!offer && row && !isDraftInScope(scope, row, fields, actor)) return null
  const texts = row ? waitingTexts(db, id) : []
  const waiting = texts.filter(({ writtenBy }) => writtenBy === actor.id)
  return {
    id,
    kind,
    offer,
    fields,
    stored,
    changed: new Map(
      typed.map(({ name, changedBy, changedAt, base }) => [
        name,
        { by: changedBy, at: changedAt, base: base as string[] | null },
      ]),
    ),
    waiting: waiting.map(({ id: text, name, value, writtenAt }) => ({
      id: text,
      name,
      values: value as string[],
      at: writtenAt,
    })),
    moved: typed.filter((field) => hasMoved(field, stored)).map(({ name }) => name),
    othersWaiting: texts.length - waiting.length,
    createdBy: row?.createdBy ?? null,
    changedAt: typed.length > 0 ? Math.max(...typed.map(({ changedAt }) => changedAt)) : null,
    fingerprint: markOf([
      String(offer?.updatedAt ?? 0),
      JSON.stringify([...fields].sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  }
}
