import { eq } from 'drizzle-orm'
import type { Allowed } from '#app/access/actor.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { linksFor } from '#app/platform/links/links.server.ts'
import type { Db } from '#db/open.server.ts'
import { calendarFeeds } from '#db/schema/calendar.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'

const PURPOSE = 'calendar-feed'
/** Read by a GET, and never spent. */
export const feedLinks = linksFor({ [PURPOSE]: { kind: 'read', title: 'calendar-feed' } })
/** It ends sooner when nobody reads it: then it is forgotten. */
const LASTS_MS = 10 * 365 * 86_400_000

type Manager = Allowed<'calendar-feed.manage-own'>

function record(tx: Tx, actor: Manager, act: 'make' | 'change' | 'revoke', fields: string[], now: Date): void {
  const object = { type: 'calendar-feed', id: actor.id }
  recordAudit(tx, actor, { action: `calendar-feed.${act}`, object, subjectId: actor.id, fields }, now)
}

/** Makes the actor's own address and answers its token, which is kept nowhere; the address of before leads nowhere from then on. */
export function makeOwnFeed(db: Db, actor: Manager, { neutral }: { neutral: boolean }, now: Date): string {
  return inTransaction(db, (tx) => {
    feedLinks.revoke(tx, { recordId: actor.id })
    const values = { neutral, createdAt: Number(now), fetchedAt: null }
    tx.insert(calendarFeeds)
      .values({ personId: actor.id, ...values })
      .onConflictDoUpdate({ target: calendarFeeds.personId, set: values })
      .run()
    const endsAt = new Date(Number(now) + LASTS_MS)
    const token = feedLinks.make(tx, { purpose: PURPOSE, recordId: actor.id, endsAt }, now)
    record(tx, actor, 'make', ['neutral'], now)
    return token
  })
}

/** Sets whether the entries say what they are. False when there is no address, or it was so already. */
export function changeOwnFeed(db: Db, actor: Manager, { neutral }: { neutral: boolean }, now: Date): boolean {
  return inTransaction(db, (tx) => {
    const own = eq(calendarFeeds.personId, actor.id)
    const before = tx.select().from(calendarFeeds).where(own).get()
    if (!before || before.neutral === neutral) return false
    tx.update(calendarFeeds).set({ neutral }).where(own).run()
    record(tx, actor, 'change', ['neutral'], now)
    return true
  })
}

/** Takes the actor's address back: it leads nowhere at the next request. False when there was none. */
export function revokeOwnFeed(db: Db, actor: Manager, now: Date): boolean {
  return inTransaction(db, (tx) => {
    feedLinks.revoke(tx, { recordId: actor.id })
    if (tx.delete(calendarFeeds).where(eq(calendarFeeds.personId, actor.id)).run().changes === 0) return false
    record(tx, actor, 'revoke', [], now)
    return true
  })
}

/** Forgets the addresses that nobody has read since this moment, and what is left of somebody's. Answers how many. */
export function forgetFeeds(
  db: Db,
  _actor: Allowed<'calendar-feed.forget'>,
  which: { notReadSince: number } | { personId: string },
): number {
  return inTransaction(db, (tx) => {
    const all = tx.select().from(calendarFeeds).all()
    const gone = all.filter((feed) =>
      'personId' in which ? feed.personId === which.personId : (feed.fetchedAt ?? feed.createdAt) < which.notReadSince,
    )
    for (const { personId } of gone) {
      feedLinks.revoke(tx, { recordId: personId })
      tx.delete(calendarFeeds).where(eq(calendarFeeds.personId, personId)).run()
    }
    return gone.length
  })
}
