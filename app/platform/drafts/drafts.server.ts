import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Allowed } from '#app/access/actor.ts'
import type { Permission } from '#app/access/permissions.ts'
import type { Db } from '#db/open.server.ts'
import { drafts } from '#db/schema/drafts.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { done, type Outcome } from '../outcome.ts'
import { refuseWhenBusy } from '../refuse-when-busy.server.ts'

/** How private what stands in a draft may be. Confidential is not among them: that a draft of such a form exists is confidential too (decision 016). */
export type DraftLevel = 'internal' | 'personal'

/** Whose draft it is follows from who asks; `level` is the privacy level of its form. */
export type DraftKey = { readonly form: string; readonly recordId: string; readonly level: DraftLevel }

/** Days without a change after which a draft is as good as gone; the inventory says the same, and its retention job deletes it. */
export const DRAFT_DAYS = 30
const DAY = 86_400_000

const part = z.strictObject({
  sent: z.record(z.string(), z.array(z.string())),
  lists: z.record(z.string(), z.int().nonnegative()),
})
const content = z.record(z.string(), part)
/** What stood in the fields of one step. */
export type DraftPart = z.output<typeof part>

export type Draft = { readonly parts: Readonly<Record<string, DraftPart>>; readonly updatedAt: number }

function own(actor: Allowed<Permission>, { form, recordId }: DraftKey) {
  return and(eq(drafts.ownerId, actor.id), eq(drafts.form, form), eq(drafts.recordId, recordId))
}

/** The actor's own draft of a form, or null when there is none or it is too old. */
export function findDraft(db: Db, actor: Allowed<Permission>, key: DraftKey, now: Date): Draft | null {
  const row = db.select().from(drafts).where(own(actor, key)).get()
  if (!row || row.updatedAt <= Number(now) - DRAFT_DAYS * DAY) return null
  return { parts: content.parse(JSON.parse(row.content)), updatedAt: row.updatedAt }
}

/** Keeps what stood in one step of a form, beside what its other steps hold. Only its owner ever reads it, so no audit event tells of it. */
export function saveDraft(
  db: Db,
  actor: Allowed<Permission>,
  key: DraftKey,
  { step, ...kept }: DraftPart & { step: string },
  now: Date,
): Outcome<'saved', 'busy'> {
  return refuseWhenBusy(() =>
    inTransaction(db, (tx) => {
      const before = findDraft(tx, actor, key, now)
      // Two changes within a millisecond are two: who sends what they read is asked to look again (changed meanwhile).
      const updatedAt = Math.max(Number(now), (before?.updatedAt ?? 0) + 1)
      const row = { content: JSON.stringify(content.parse({ ...before?.parts, [step]: kept })), updatedAt }
      const { form, recordId } = key
      tx.insert(drafts)
        .values({ ownerId: actor.id, form, recordId, ...row, createdAt: Number(now) })
        .onConflictDoUpdate({ target: [drafts.ownerId, drafts.form, drafts.recordId], set: row })
        .run()
      return done('saved' as const)
    }),
  )
}

/** Removes the actor's draft of a form, in the transaction of the verb that carries the form out, or because its owner throws it away. */
export function dropDraft(tx: Tx, actor: Allowed<Permission>, key: DraftKey): void {
  tx.delete(drafts).where(own(actor, key)).run()
}
