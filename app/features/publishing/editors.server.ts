import { and, asc, eq, gt, inArray, lt, ne } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { refuseWhenBusy } from '#app/platform/refuse-when-busy.server.ts'
import type { Db } from '#db/open.server.ts'
import { people } from '#db/schema/people.ts'
import { offerEditors } from '#db/schema/publishing.ts'

/** How long somebody who has an offer open counts as being there without a sign, in milliseconds. */
export const EDITOR_STAYS_MS = 120_000

/** Somebody else who has an offer open: their name, where they are, and when that was last seen. */
export type OtherEditor = { readonly name: string; readonly section: string; readonly seenAt: number }

/**
 * Notes that somebody has an offer open in the editor; it says nothing about what they do, so no audit event tells of it. When another process is writing
 * it is left out: a page is not refused for it.
 */
export function noteEditor(db: Db, actor: Allowed<'offer.save'>, offerId: string, section: string, now: Date): void {
  const seen = { section, seenAt: Number(now) }
  refuseWhenBusy(() =>
    db
      .insert(offerEditors)
      .values({ offerId, personId: actor.id, ...seen })
      .onConflictDoUpdate({ target: [offerEditors.offerId, offerEditors.personId], set: seen })
      .run(),
  )
}

/** Notes that somebody who has an offer open is still there, wherever in the editor they are. */
export function touchEditor(db: Db, actor: Allowed<'offer.save'>, offerId: string, now: Date): void {
  const seenAt = Number(now)
  db.insert(offerEditors)
    .values({ offerId, personId: actor.id, section: 'text', seenAt })
    .onConflictDoUpdate({ target: [offerEditors.offerId, offerEditors.personId], set: { seenAt } })
    .run()
}

/** Somebody left the editor of an offer. */
export function leaveEditor(db: Db, actor: Allowed<'offer.save'>, offerId: string): void {
  db.delete(offerEditors)
    .where(and(eq(offerEditors.offerId, offerId), eq(offerEditors.personId, actor.id)))
    .run()
}

/** The others who have this offer open now, by name. */
export function otherEditors(db: Db, actor: Allowed<'offer.save'>, offerId: string, now: Date): OtherEditor[] {
  return db
    .select({ name: people.name, section: offerEditors.section, seenAt: offerEditors.seenAt })
    .from(offerEditors)
    .innerJoin(people, eq(people.id, offerEditors.personId))
    .where(
      and(
        eq(offerEditors.offerId, offerId),
        ne(offerEditors.personId, actor.id),
        gt(offerEditors.seenAt, Number(now) - EDITOR_STAYS_MS),
      ),
    )
    .orderBy(asc(people.name))
    .all()
}

/** Deletes what says that somebody was in an editor before this moment, in UTC milliseconds. Answers how many. */
export function deletePastEditors(db: Db, moment: number): number {
  return db.delete(offerEditors).where(lt(offerEditors.seenAt, moment)).run().changes
}

/** The names of colleagues who wrote in a draft, by their ids; who is no longer there has none. */
export function namesOfWriters(db: Db, ids: ReadonlyArray<string>): Map<string, string> {
  if (ids.length === 0) return new Map()
  const rows = db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]))
    .all()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
